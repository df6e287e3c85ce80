"""What the shell says on a bad day: one sentence, or a report that names no client."""

from loanmanager import cli


def shell(*arguments):
    return cli.run([str(each) for each in arguments], lambda *_: 0)


def test_a_synced_folder_is_refused_in_a_sentence(tmp_path, capsys):
    assert shell("--data", tmp_path / "Nextcloud", "check") == 1
    told = capsys.readouterr().err
    assert "Nextcloud" in told
    assert len(told.splitlines()) == 1


def test_a_mistake_of_ours_prints_and_logs_no_name(tmp_path, capsys, monkeypatch):
    def broken(*_, **__):
        raise RuntimeError("Zephyrine Quillfeather, 514 555 0199")

    monkeypatch.setattr("loanmanager.operations.entering.tend", broken)
    assert shell("--data", tmp_path, "check") == 1
    told = capsys.readouterr()
    logged = (tmp_path / "loanmanager.log").read_text("utf-8")
    for text in (told.err, logged):
        assert "RuntimeError" in text
        assert "broken" in text
    assert "Quillfeather" not in told.err + told.out + logged
