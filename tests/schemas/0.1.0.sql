PRAGMA foreign_keys=OFF;
BEGIN;
CREATE TABLE "_sqlite_migrations" (
   "id" INTEGER PRIMARY KEY,
   "migration_set" TEXT,
   "name" TEXT,
   "applied_at" TEXT
);
CREATE TABLE office (
        id INTEGER PRIMARY KEY CHECK (id = 1), name TEXT NOT NULL DEFAULT '', address TEXT NOT NULL DEFAULT '',
        phone TEXT NOT NULL DEFAULT '', email TEXT NOT NULL DEFAULT '', hours TEXT NOT NULL DEFAULT '',
        help_line TEXT NOT NULL DEFAULT '', language TEXT NOT NULL DEFAULT 'en', currency TEXT NOT NULL DEFAULT 'CAD'
    ) STRICT;
CREATE TABLE sites (
        id INTEGER PRIMARY KEY, name TEXT NOT NULL, name_key TEXT NOT NULL UNIQUE, address TEXT NOT NULL DEFAULT '',
        phone TEXT NOT NULL DEFAULT '', hours TEXT NOT NULL DEFAULT '', open_days TEXT NOT NULL DEFAULT '12345',
        active INTEGER NOT NULL DEFAULT 1 CHECK (active IN (0, 1))
    ) STRICT;
CREATE TABLE closures (
        id INTEGER PRIMARY KEY, site_id INTEGER REFERENCES sites(id), first_day TEXT NOT NULL, last_day TEXT NOT NULL,
        name TEXT NOT NULL DEFAULT '', CHECK (last_day >= first_day)
    ) STRICT;
CREATE TABLE staff (
        id INTEGER PRIMARY KEY, name TEXT NOT NULL, role TEXT NOT NULL CHECK (role IN ('front_desk', 'coordinator', 'administrator')),
        language TEXT NOT NULL DEFAULT 'en', active INTEGER NOT NULL DEFAULT 1 CHECK (active IN (0, 1))
    ) STRICT;
CREATE TABLE settings (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;
CREATE TABLE counters (key TEXT PRIMARY KEY, value INTEGER NOT NULL) STRICT;
CREATE TABLE programmes (
        id INTEGER PRIMARY KEY, name TEXT NOT NULL, name_key TEXT NOT NULL UNIQUE,
        active INTEGER NOT NULL DEFAULT 1 CHECK (active IN (0, 1))
    ) STRICT;
CREATE TABLE device_types (
        id INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE, name_en TEXT NOT NULL, name_fr TEXT NOT NULL DEFAULT '',
        prefix TEXT NOT NULL UNIQUE, icon TEXT NOT NULL DEFAULT 'box', loan_days INTEGER CHECK (loan_days > 0),
        renewals INTEGER CHECK (renewals >= 0), gap_days INTEGER NOT NULL DEFAULT 0 CHECK (gap_days >= 0),
        needs_reset INTEGER NOT NULL DEFAULT 0, needs_check INTEGER NOT NULL DEFAULT 0,
        gives_internet INTEGER NOT NULL DEFAULT 0, uses_internet INTEGER NOT NULL DEFAULT 0,
        replacement_cost INTEGER CHECK (replacement_cost >= 0), active INTEGER NOT NULL DEFAULT 1
    ) STRICT;
CREATE TABLE type_parts (
        id INTEGER PRIMARY KEY, type_id INTEGER NOT NULL REFERENCES device_types(id), position INTEGER NOT NULL,
        name_en TEXT NOT NULL, name_fr TEXT NOT NULL DEFAULT '', cost INTEGER CHECK (cost >= 0)
    ) STRICT;
CREATE TABLE type_questions (
        id INTEGER PRIMARY KEY, type_id INTEGER NOT NULL REFERENCES device_types(id), position INTEGER NOT NULL,
        text_en TEXT NOT NULL, text_fr TEXT NOT NULL DEFAULT ''
    ) STRICT;
CREATE TABLE devices (
        id INTEGER PRIMARY KEY, tag TEXT NOT NULL, tag_key TEXT NOT NULL UNIQUE, type_id INTEGER NOT NULL REFERENCES device_types(id),
        status TEXT NOT NULL CHECK (status IN ('available', 'reserved', 'on_loan', 'to_check', 'to_reset', 'in_repair',
            'lost', 'stolen', 'retired')),
        condition TEXT NOT NULL CHECK (condition IN ('new', 'good', 'worn', 'damaged')),
        make TEXT NOT NULL DEFAULT '', model TEXT NOT NULL DEFAULT '', serial TEXT NOT NULL DEFAULT '',
        imei TEXT NOT NULL DEFAULT '', mac TEXT NOT NULL DEFAULT '', system TEXT NOT NULL DEFAULT '',
        site_id INTEGER REFERENCES sites(id), shelf TEXT NOT NULL DEFAULT '', funding TEXT NOT NULL DEFAULT '',
        bought_on TEXT, price INTEGER CHECK (price >= 0), replacement_cost INTEGER CHECK (replacement_cost >= 0),
        warranty_end TEXT, notes TEXT NOT NULL DEFAULT '', custom TEXT NOT NULL DEFAULT '{}',
        codes TEXT NOT NULL DEFAULT '', status_since TEXT NOT NULL, status_by INTEGER REFERENCES staff(id)
    ) STRICT;
CREATE TABLE parts (
        id INTEGER PRIMARY KEY, device_id INTEGER NOT NULL REFERENCES devices(id), position INTEGER NOT NULL DEFAULT 0,
        name_en TEXT NOT NULL, name_fr TEXT NOT NULL DEFAULT '', cost INTEGER CHECK (cost >= 0),
        state TEXT NOT NULL DEFAULT 'present' CHECK (state IN ('present', 'missing', 'damaged'))
    ) STRICT;
CREATE TABLE lines (
        id INTEGER PRIMARY KEY, carrier TEXT NOT NULL DEFAULT '', iccid TEXT NOT NULL DEFAULT '', number TEXT NOT NULL DEFAULT '',
        pin TEXT NOT NULL DEFAULT '', puk TEXT NOT NULL DEFAULT '', plan TEXT NOT NULL DEFAULT '',
        data_cap_mb INTEGER CHECK (data_cap_mb >= 0), cycle_day INTEGER CHECK (cycle_day BETWEEN 1 AND 31),
        monthly_cost INTEGER CHECK (monthly_cost >= 0), plan_end TEXT,
        state TEXT NOT NULL DEFAULT 'active' CHECK (state IN ('active', 'pending', 'suspended', 'cancelled'))
    ) STRICT;
CREATE TABLE line_uses (
        id INTEGER PRIMARY KEY, line_id INTEGER NOT NULL REFERENCES lines(id), device_id INTEGER NOT NULL REFERENCES devices(id),
        since TEXT NOT NULL, until TEXT
    ) STRICT;
CREATE TABLE resets (
        id INTEGER PRIMARY KEY, device_id INTEGER NOT NULL REFERENCES devices(id), at TEXT NOT NULL,
        staff_id INTEGER REFERENCES staff(id), method TEXT NOT NULL DEFAULT '', tool TEXT NOT NULL DEFAULT '',
        verified TEXT NOT NULL DEFAULT '', note TEXT NOT NULL DEFAULT '', undone INTEGER NOT NULL DEFAULT 0
    ) STRICT;
CREATE TABLE clients (
        id INTEGER PRIMARY KEY, file_number TEXT NOT NULL UNIQUE, card TEXT UNIQUE, family_name TEXT NOT NULL DEFAULT '',
        given_name TEXT NOT NULL DEFAULT '', preferred_name TEXT NOT NULL DEFAULT '', name_key TEXT NOT NULL,
        pronouns TEXT NOT NULL DEFAULT '', birth_date TEXT, language TEXT NOT NULL DEFAULT 'en',
        email TEXT NOT NULL DEFAULT '', address TEXT NOT NULL DEFAULT '', counsellor TEXT NOT NULL DEFAULT '',
        id_seen TEXT NOT NULL DEFAULT '', notes TEXT NOT NULL DEFAULT '', custom TEXT NOT NULL DEFAULT '{}',
        internet TEXT NOT NULL DEFAULT 'yes' CHECK (internet IN ('yes', 'on_site', 'no')),
        allow_call INTEGER NOT NULL DEFAULT 1, allow_voicemail INTEGER NOT NULL DEFAULT 1,
        allow_text INTEGER NOT NULL DEFAULT 1, allow_email INTEGER NOT NULL DEFAULT 1,
        allow_letter INTEGER NOT NULL DEFAULT 1, discreet INTEGER NOT NULL DEFAULT 0,
        guardian_name TEXT NOT NULL DEFAULT '', guardian_relation TEXT NOT NULL DEFAULT '',
        guardian_phone TEXT NOT NULL DEFAULT '', orientation_on TEXT, blocked INTEGER NOT NULL DEFAULT 0,
        blocked_until TEXT, blocked_reason TEXT NOT NULL DEFAULT '', words TEXT NOT NULL DEFAULT '',
        codes TEXT NOT NULL DEFAULT '', merged_into INTEGER REFERENCES clients(id),
        CHECK (family_name <> '' OR given_name <> '')
    ) STRICT;
CREATE TABLE phones (
        id INTEGER PRIMARY KEY, client_id INTEGER NOT NULL REFERENCES clients(id), position INTEGER NOT NULL, number TEXT NOT NULL
    ) STRICT;
CREATE TABLE loans (
        id INTEGER PRIMARY KEY, number TEXT NOT NULL UNIQUE, client_id INTEGER NOT NULL REFERENCES clients(id),
        site_id INTEGER REFERENCES sites(id), staff_id INTEGER REFERENCES staff(id), out_at TEXT NOT NULL,
        out_on TEXT NOT NULL, language TEXT NOT NULL, purpose TEXT NOT NULL DEFAULT '',
        programme_id INTEGER REFERENCES programmes(id), renewed INTEGER NOT NULL DEFAULT 0 CHECK (renewed >= 0),
        override TEXT NOT NULL DEFAULT '', undone INTEGER NOT NULL DEFAULT 0 CHECK (undone IN (0, 1))
    ) STRICT;
CREATE TABLE items (
        id INTEGER PRIMARY KEY, loan_id INTEGER NOT NULL REFERENCES loans(id), device_id INTEGER NOT NULL REFERENCES devices(id),
        due_on TEXT NOT NULL, out_condition TEXT NOT NULL, out_note TEXT NOT NULL DEFAULT '',
        sim_last_four TEXT NOT NULL DEFAULT '', ended_at TEXT,
        ended TEXT CHECK (ended IN ('returned', 'undone', 'lost')), in_condition TEXT,
        in_note TEXT NOT NULL DEFAULT '', in_staff_id INTEGER REFERENCES staff(id), answers TEXT NOT NULL DEFAULT '[]',
        CHECK ((ended IS NULL) = (ended_at IS NULL))
    ) STRICT;
CREATE TABLE item_parts (
        id INTEGER PRIMARY KEY, item_id INTEGER NOT NULL REFERENCES items(id), part_id INTEGER REFERENCES parts(id),
        name_en TEXT NOT NULL, name_fr TEXT NOT NULL DEFAULT '', cost INTEGER,
        back TEXT CHECK (back IN ('back', 'missing', 'damaged'))
    ) STRICT;
CREATE TABLE incidents (
        id INTEGER PRIMARY KEY, number TEXT NOT NULL UNIQUE, kind TEXT NOT NULL CHECK (kind IN ('missing', 'damaged', 'lost', 'stolen')),
        item_id INTEGER REFERENCES items(id), device_id INTEGER NOT NULL REFERENCES devices(id),
        client_id INTEGER REFERENCES clients(id), part_id INTEGER REFERENCES parts(id), what TEXT NOT NULL DEFAULT '',
        opened_at TEXT NOT NULL, opened_by INTEGER REFERENCES staff(id), cost INTEGER, note TEXT NOT NULL DEFAULT '',
        state TEXT NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'closed', 'undone')), closed_at TEXT
    ) STRICT;
CREATE TABLE templates (
        id INTEGER PRIMARY KEY, key TEXT NOT NULL, version INTEGER NOT NULL, content TEXT NOT NULL, shipped INTEGER NOT NULL DEFAULT 0,
        reviewed INTEGER NOT NULL DEFAULT 0, made_at TEXT NOT NULL, staff_id INTEGER REFERENCES staff(id),
        UNIQUE (key, version)
    ) STRICT;
CREATE TABLE papers (
        id INTEGER PRIMARY KEY, kind TEXT NOT NULL, loan_id INTEGER REFERENCES loans(id), language TEXT NOT NULL,
        template_id INTEGER REFERENCES templates(id), facts TEXT NOT NULL, facts_sha256 TEXT NOT NULL,
        made_at TEXT NOT NULL, staff_id INTEGER REFERENCES staff(id), signed_at TEXT,
        undone INTEGER NOT NULL DEFAULT 0 CHECK (undone IN (0, 1))
    ) STRICT;
CREATE TABLE history (
        id INTEGER PRIMARY KEY, at TEXT NOT NULL, staff_id INTEGER REFERENCES staff(id), operation TEXT NOT NULL,
        facts TEXT NOT NULL DEFAULT '{}', idem TEXT UNIQUE, undoes INTEGER UNIQUE REFERENCES history(id)
    ) STRICT;
CREATE TABLE history_subjects (
        id INTEGER PRIMARY KEY, entry_id INTEGER NOT NULL REFERENCES history(id),
        kind TEXT NOT NULL CHECK (kind IN ('device', 'client', 'loan', 'type', 'office')), subject_id INTEGER NOT NULL
    ) STRICT;
CREATE VIRTUAL TABLE clients_words USING fts5(words, content='clients', content_rowid='id', tokenize='ascii', prefix='1 2 3', columnsize=0, detail=column);
CREATE VIRTUAL TABLE devices_codes USING fts5(codes, content='devices', content_rowid='id', tokenize='trigram', columnsize=0);
CREATE VIRTUAL TABLE clients_codes USING fts5(codes, content='clients', content_rowid='id', tokenize='trigram', columnsize=0);
INSERT INTO "_sqlite_migrations" VALUES (1, 'loanmanager', '0001_lending', '2026-11-23 11:34:03.208938+00:00');
INSERT INTO "office" VALUES (1, '', '', '', '', '', '', 'en', 'CAD');
INSERT INTO "sites" VALUES (1, 'Main office', 'main office', '', '', '', '12345', 1);
INSERT INTO "staff" VALUES (1, 'Administrator', 'administrator', 'en', 1);
INSERT INTO "settings" VALUES ('policy', '{"charges": false, "grace_days": 0, "guardian_age": 16, "late_renewal_days": 14, "limit": null, "loan_days": 30, "not_overridable": [], "orientation_required": false, "renewals": 2, "suspend_line_after": 14}');
INSERT INTO "counters" VALUES ('tag-LT', 1);
INSERT INTO "counters" VALUES ('tag-HS', 1);
INSERT INTO "counters" VALUES ('client', 1);
INSERT INTO "counters" VALUES ('loan-2026', 1);
INSERT INTO "device_types" VALUES (1, 'laptop', 'Laptop', 'Ordinateur portable', 'LT', 'laptop', NULL, NULL, 0, 1, 0, 0, 1, NULL, 1);
INSERT INTO "device_types" VALUES (2, 'hotspot', 'Hotspot', 'Borne Internet', 'HS', 'router', NULL, NULL, 0, 1, 0, 1, 0, NULL, 1);
INSERT INTO "device_types" VALUES (3, 'tablet', 'Tablet', 'Tablette', 'TB', 'tablet', NULL, NULL, 0, 1, 0, 0, 1, NULL, 1);
INSERT INTO "device_types" VALUES (4, 'headset', 'Headset', 'Casque d’écoute', 'HD', 'headphones', NULL, NULL, 0, 0, 0, 0, 0, NULL, 1);
INSERT INTO "device_types" VALUES (5, 'webcam', 'Webcam', 'Webcaméra', 'WC', 'webcam', NULL, NULL, 0, 0, 0, 0, 0, NULL, 1);
INSERT INTO "device_types" VALUES (6, 'phone', 'Phone', 'Téléphone', 'PH', 'smartphone', NULL, NULL, 0, 1, 0, 0, 1, NULL, 1);
INSERT INTO "device_types" VALUES (7, 'other', 'Other device', 'Autre appareil', 'AU', 'box', NULL, NULL, 0, 0, 1, 0, 0, NULL, 1);
INSERT INTO "type_parts" VALUES (1, 1, 0, 'Charger', 'Chargeur', NULL);
INSERT INTO "type_parts" VALUES (2, 1, 1, 'Bag', 'Sac', NULL);
INSERT INTO "type_parts" VALUES (3, 1, 2, 'Mouse', 'Souris', NULL);
INSERT INTO "type_parts" VALUES (4, 2, 0, 'Charger', 'Chargeur', NULL);
INSERT INTO "type_parts" VALUES (5, 2, 1, 'USB-C cable', 'Câble USB-C', NULL);
INSERT INTO "type_parts" VALUES (6, 2, 2, 'Pouch', 'Pochette', NULL);
INSERT INTO "type_parts" VALUES (7, 3, 0, 'Charger', 'Chargeur', NULL);
INSERT INTO "type_parts" VALUES (8, 3, 1, 'Case', 'Étui', NULL);
INSERT INTO "type_parts" VALUES (9, 4, 0, 'USB adapter', 'Adaptateur USB', NULL);
INSERT INTO "type_parts" VALUES (10, 6, 0, 'Charger', 'Chargeur', NULL);
INSERT INTO "type_questions" VALUES (1, 1, 0, 'Turns on?', 'S’allume?');
INSERT INTO "type_questions" VALUES (2, 1, 1, 'Charger works?', 'Chargeur en état?');
INSERT INTO "type_questions" VALUES (3, 2, 0, 'Turns on?', 'S’allume?');
INSERT INTO "type_questions" VALUES (4, 2, 1, 'Charger works?', 'Chargeur en état?');
INSERT INTO "type_questions" VALUES (5, 3, 0, 'Turns on?', 'S’allume?');
INSERT INTO "type_questions" VALUES (6, 3, 1, 'Charger works?', 'Chargeur en état?');
INSERT INTO "type_questions" VALUES (7, 4, 0, 'Sound and microphone work?', 'Son et micro en état?');
INSERT INTO "type_questions" VALUES (8, 5, 0, 'Picture works?', 'Image en état?');
INSERT INTO "type_questions" VALUES (9, 6, 0, 'Turns on?', 'S’allume?');
INSERT INTO "type_questions" VALUES (10, 6, 1, 'Charger works?', 'Chargeur en état?');
INSERT INTO "devices" VALUES (1, 'LT-0001', 'lt0001', 1, 'on_loan', 'good', 'Lenovo', 'T480', 'PF-1', '', '', '', 1, '', '', NULL, NULL, NULL, NULL, '', '{}', 'lt0001 pf1 lenovot480', '2026-11-23T15:00:00Z', 1);
INSERT INTO "devices" VALUES (2, 'HS-0001', 'hs0001', 2, 'available', 'good', 'Franklin', 'T9', '', '', '', '', 1, '', '', NULL, NULL, NULL, NULL, '', '{}', 'hs0001 franklint9', '2026-11-23T15:00:00Z', 1);
INSERT INTO "parts" VALUES (1, 1, 0, 'Charger', 'Chargeur', NULL, 'present');
INSERT INTO "parts" VALUES (2, 1, 1, 'Bag', 'Sac', NULL, 'present');
INSERT INTO "parts" VALUES (3, 1, 2, 'Mouse', 'Souris', NULL, 'present');
INSERT INTO "parts" VALUES (4, 2, 0, 'Charger', 'Chargeur', NULL, 'present');
INSERT INTO "parts" VALUES (5, 2, 1, 'USB-C cable', 'Câble USB-C', NULL, 'present');
INSERT INTO "parts" VALUES (6, 2, 2, 'Pouch', 'Pochette', NULL, 'present');
INSERT INTO "clients" VALUES (1, 'C-00001', NULL, 'Nguyễn', 'Zoë', '', 'nguyen zoe', '', NULL, 'en', '', '', '', '', '', '{}', 'yes', 1, 1, 1, 1, 1, 0, '', '', '', NULL, 0, NULL, '', 'nguyen zoe c 00001', 'c00001 5145550142', NULL);
INSERT INTO "phones" VALUES (1, 1, 0, '514 555-0142');
INSERT INTO "loans" VALUES (1, 'L-2026-0001', 1, 1, 1, '2026-11-23T15:00:00Z', '2026-11-23', 'en', '', NULL, 0, '', 0);
INSERT INTO "items" VALUES (1, 1, 1, '2026-12-23', 'good', '', '', NULL, NULL, NULL, '', NULL, '[]');
INSERT INTO "item_parts" VALUES (1, 1, 1, 'Charger', 'Chargeur', NULL, NULL);
INSERT INTO "item_parts" VALUES (2, 1, 2, 'Bag', 'Sac', NULL, NULL);
INSERT INTO "item_parts" VALUES (3, 1, 3, 'Mouse', 'Souris', NULL, NULL);
INSERT INTO "templates" VALUES (1, 'loan', 1, '# Loan agreement, as it is shipped: a DRAFT of ordinary practice. Have your own counsel read it before you use it.
#
# Clauses are printed in this order. Each has
#   id        a name of its own, kept from version to version
#   when      empty = on every agreement; or what must be so for the clause to be printed:
#               "internet"  a device that gives internet access is on the loan
#               "erases"    a device is erased when it comes back
#               "minor"     the borrower has a guardian
#               or the name of a field below, when the office has filled it in
#   consent   true = a box to tick, after the numbered clauses
#   initials  true = a place for the borrower''s initials
# and a title and a text in each language. English is needed; it stands in where another language is missing.
#
# A name in braces is filled in, already in the paper''s language:
#   {lender}         the agency
#   {borrower}       the client
#   {number}         the loan''s number
#   {due}            the day on which everything is due, in full
#   {total}          what replacing everything costs
#   {currency}       its currency, such as CAD
#   {suspend_after}  how late before a line is suspended, such as "14 days"
#   {help_line}      how to reach the agency for help
#   {hours}          the agency''s opening hours
# Every other brace is printed as it stands.
#
# Written with the Civil Code of Québec in mind: the loan is free (2313), the borrower acts with prudence and diligence
# (2317), nobody else uses the thing without the lender''s consent (2318), the lender may ask for it early when needed
# urgently or when the agreement is broken (2319), and normal use and its wear cost the borrower nothing (2322).

name = "loan"
version = 1
draft = true

[[clause]]
id = "property"
[clause.en]
title = "Ownership"
text = "The equipment listed above belongs to {lender}. We lend it to you free of charge."
[clause.fr]
title = "Propriété"
text = "Le matériel décrit ci-dessus appartient à {lender}, qui vous le prête gratuitement."

[[clause]]
id = "use"
[clause.en]
title = "Personal use"
text = "Use it for your own job search, learning and daily needs. Do not lend, rent or sell it to anyone."
[clause.fr]
title = "Usage personnel"
text = "Le matériel sert à votre recherche d’emploi, à votre formation et à vos besoins courants. Ne le prêtez, ne le louez et ne le vendez à personne."

[[clause]]
id = "care"
[clause.en]
title = "Care"
text = "Look after it. Keep it away from water, food and frost. Do not leave it in a vehicle."
[clause.fr]
title = "Soin"
text = "Utilisez-le avec soin, loin de l’eau, des aliments et du gel. Ne le laissez pas dans un véhicule."

[[clause]]
id = "changes"
[clause.en]
title = "No changes"
text = "Do not open it, repair it or take off its labels. Ask us before you install software."
[clause.fr]
title = "Aucune modification"
text = "Ne l’ouvrez pas, ne le réparez pas, laissez-y les étiquettes. Consultez-nous avant d’installer un logiciel."

[[clause]]
id = "conduct"
[clause.en]
title = "Acceptable use"
text = "Do not use it to break the law, or to harass, threaten or deceive anyone."
[clause.fr]
title = "Bon usage"
text = "Ne vous en servez pas pour enfreindre la loi ni pour harceler, menacer ou tromper quelqu’un."

[[clause]]
id = "connection"
when = "internet"
[clause.en]
title = "Internet access"
text = "Leave the SIM card in place and do not use the connection abroad. Coverage, data limit and terms are the provider’s."
[clause.fr]
title = "Accès à Internet"
text = "Laissez la carte SIM en place et n’utilisez pas la connexion à l’étranger. La couverture, les données et les conditions sont celles du fournisseur."

[[clause]]
id = "erased"
when = "erases"
initials = true
[clause.en]
title = "Your files"
text = "Before you return it, save your work elsewhere and sign out of your accounts. Everything left on a device is erased for good."
[clause.fr]
title = "Vos fichiers"
text = "Avant le retour, enregistrez vos documents ailleurs et déconnectez-vous de vos comptes. Tout ce qui reste dans l’appareil est effacé pour de bon."

[[clause]]
id = "passwords"
[clause.en]
title = "Passwords"
text = "We never ask for your passwords. Keep them to yourself."
[clause.fr]
title = "Mots de passe"
text = "Nous ne demandons jamais vos mots de passe. Gardez-les pour vous."

[[clause]]
id = "loss"
[clause.en]
title = "Loss, theft or damage"
text = "Tell us within 24 hours, so that we can look for a solution together. If it was stolen, give us the number of the police report."
[clause.fr]
title = "Perte, vol ou bris"
text = "Prévenez-nous dans les 24 heures : nous chercherons une solution ensemble. En cas de vol, donnez-nous le numéro du rapport de police."

[[clause]]
id = "return"
[clause.en]
title = "Return"
text = "Bring everything back to our staff in person, complete and charged, by {due}. If you need more time, ask us before that day."
[clause.fr]
title = "Retour"
text = "Rapportez tout en personne à notre équipe, au complet et chargé, au plus tard le {due}. S’il vous faut plus de temps, dites-le-nous avant."

[[clause]]
id = "late"
[clause.en]
title = "Lateness"
text = "There is no late fee. We will contact you, and a new loan may have to wait."
[clause.fr]
title = "Retard"
text = "Il n’y a pas de frais de retard. Nous communiquerons avec vous, et un nouveau prêt pourrait attendre."

[[clause]]
id = "line"
when = "internet"
[clause.en]
title = "Internet line"
text = "When it is {suspend_after} late, the line is suspended until the return or a renewal."
[clause.fr]
title = "Ligne Internet"
text = "Après {suspend_after} de retard, elle est suspendue jusqu’au retour ou au renouvellement."

[[clause]]
id = "cost"
initials = true
[clause.en]
title = "Cost"
text = "You do not pay for normal wear. If a part is lost or damaged through lack of care, we may ask you to pay for its repair or replacement, at most the cost shown above. If it is found, we pay you back."
[clause.fr]
title = "Coût"
text = "Vous ne payez pas l’usure normale. Si un élément est perdu ou abîmé faute de soin, nous pouvons vous demander le coût de sa réparation ou de son remplacement, jusqu’au montant indiqué ci-dessus, remboursé s’il est retrouvé."

[[clause]]
id = "recall"
[clause.en]
title = "Early return"
text = "We may ask for everything back early if we urgently need it or if this agreement is not followed."
[clause.fr]
title = "Retour anticipé"
text = "Nous pouvons redemander le matériel plus tôt en cas de besoin urgent et imprévu, ou si cette entente n’est pas respectée."

[[clause]]
id = "minor"
when = "minor"
[clause.en]
title = "Under age"
text = "Your parent or guardian signs with you, helps you to follow this agreement, and answers for any cost."
[clause.fr]
title = "Personne mineure"
text = "Votre parent, tuteur ou tutrice signe avec vous, vous aide à respecter cette entente et répond des coûts, s’il y en a."

[[clause]]
id = "privacy"
[clause.en]
title = "Privacy"
text = "We keep your contact details and your loan history to manage lending and, without naming you, to report to our funders. Only staff who need this see it. Once it is no longer needed, we destroy it or make it anonymous. You may ask to see or correct it. We do not track what you do online."
[clause.fr]
title = "Vie privée"
text = "Nous conservons vos coordonnées et l’historique de vos prêts pour gérer le service et, sans vous nommer, rendre compte à nos bailleurs de fonds. Seul le personnel concerné y a accès. Ces données sont détruites ou rendues anonymes dès qu’elles ne servent plus. Vous pouvez les consulter et les faire corriger. Nous ne surveillons pas ce que vous faites en ligne."

[[clause]]
id = "help"
when = "help_line"
[clause.en]
title = "Help"
text = "A problem, a question? Contact us: {help_line}."
[clause.fr]
title = "Aide"
text = "Un problème, une question? Communiquez avec nous : {help_line}."

[[clause]]
id = "language"
[clause.en]
title = "Language"
text = "This agreement was first offered to you in French. At your express wish, you sign it in English."
[clause.fr]
title = "Langue"
text = "Vous avez choisi cette entente en français."

[[clause]]
id = "read"
consent = true
[clause.en]
title = "Read and agreed"
text = "I have read this agreement, or it was read to me, and I agree to it."
[clause.fr]
title = "Lecture et accord"
text = "J’ai lu cette entente, ou on me l’a lue, et je l’accepte."

[[clause]]
id = "contact"
consent = true
[clause.en]
title = "Contact"
text = "You may contact me about this loan in the ways I have told you are safe."
[clause.fr]
title = "Communications"
text = "Vous pouvez communiquer avec moi au sujet de ce prêt par les moyens que je vous ai indiqués."

[[clause]]
id = "orientation"
consent = true
[clause.en]
title = "Orientation"
text = "I was shown how the equipment works and how to get help."
[clause.fr]
title = "Initiation"
text = "On m’a montré comment le matériel fonctionne et comment obtenir de l’aide."
', 1, 0, '2026-11-23T15:00:00Z', 1);
INSERT INTO "papers" VALUES (1, 'agreement', 1, 'en', 1, '{"borrower": {"address": "", "email": "", "file_number": "C-00001", "guardian": "", "guardian_phone": "", "guardian_relation": "", "id_seen": "", "name": "Zoë Nguyễn", "phones": ["514 555-0142"]}, "clauses": [{"consent": false, "initials": false, "text": "The equipment listed above belongs to Main office. We lend it to you free of charge.", "title": "Ownership"}, {"consent": false, "initials": false, "text": "Use it for your own job search, learning and daily needs. Do not lend, rent or sell it to anyone.", "title": "Personal use"}, {"consent": false, "initials": false, "text": "Look after it. Keep it away from water, food and frost. Do not leave it in a vehicle.", "title": "Care"}, {"consent": false, "initials": false, "text": "Do not open it, repair it or take off its labels. Ask us before you install software.", "title": "No changes"}, {"consent": false, "initials": false, "text": "Do not use it to break the law, or to harass, threaten or deceive anyone.", "title": "Acceptable use"}, {"consent": false, "initials": true, "text": "Before you return it, save your work elsewhere and sign out of your accounts. Everything left on a device is erased for good.", "title": "Your files"}, {"consent": false, "initials": false, "text": "We never ask for your passwords. Keep them to yourself.", "title": "Passwords"}, {"consent": false, "initials": false, "text": "Tell us within 24 hours, so that we can look for a solution together. If it was stolen, give us the number of the police report.", "title": "Loss, theft or damage"}, {"consent": false, "initials": false, "text": "Bring everything back to our staff in person, complete and charged, by Wednesday 23 December 2026. If you need more time, ask us before that day.", "title": "Return"}, {"consent": false, "initials": false, "text": "There is no late fee. We will contact you, and a new loan may have to wait.", "title": "Lateness"}, {"consent": false, "initials": true, "text": "You do not pay for normal wear. If a part is lost or damaged through lack of care, we may ask you to pay for its repair or replacement, at most the cost shown above. If it is found, we pay you back.", "title": "Cost"}, {"consent": false, "initials": false, "text": "We may ask for everything back early if we urgently need it or if this agreement is not followed.", "title": "Early return"}, {"consent": false, "initials": false, "text": "We keep your contact details and your loan history to manage lending and, without naming you, to report to our funders. Only staff who need this see it. Once it is no longer needed, we destroy it or make it anonymous. You may ask to see or correct it. We do not track what you do online.", "title": "Privacy"}, {"consent": false, "initials": false, "text": "This agreement was first offered to you in French. At your express wish, you sign it in English.", "title": "Language"}, {"consent": true, "initials": false, "text": "I have read this agreement, or it was read to me, and I agree to it.", "title": "Read and agreed"}, {"consent": true, "initials": false, "text": "You may contact me about this loan in the ways I have told you are safe.", "title": "Contact"}, {"consent": true, "initials": false, "text": "I was shown how the equipment works and how to get help.", "title": "Orientation"}], "currency": "CAD", "draft": true, "due": "2026-12-23", "items": [{"answers": [], "condition": "good", "cost": null, "due": "2026-12-23", "imei": "", "in_condition": null, "in_note": "", "line_number": "", "name": "Lenovo T480", "note": "", "parts": [{"back": null, "cost": null, "name": "Charger"}, {"back": null, "cost": null, "name": "Bag"}, {"back": null, "cost": null, "name": "Mouse"}], "serial": "PF-1", "sim_last_four": "", "tag": "LT-0001", "type": "Laptop"}], "language": "en", "lender": {"address": "", "email": "", "hours": "", "name": "Main office", "phone": "", "served_by": "Administrator", "site": "Main office"}, "made_on": "2026-11-23", "number": "L-2026-0001", "programme": "", "purpose": "", "renewals_left": 2, "renewed_from": null, "template": "loan-1"}', '3947ae97845474088857c70a2e5acb9ef208718bb25407abe1f69ec6f52ee723', '2026-11-23T15:00:00Z', 1, NULL, 0);
INSERT INTO "history" VALUES (1, '2026-11-23T15:00:00Z', 1, 'set_up', '{"result": null}', NULL, NULL);
INSERT INTO "history" VALUES (2, '2026-11-23T15:00:00Z', 1, 'add_device', '{"fields": {"make": "Lenovo", "model": "T480", "serial": "PF-1"}, "result": {"id": 1, "name": "LT-0001"}}', NULL, NULL);
INSERT INTO "history" VALUES (3, '2026-11-23T15:00:00Z', 1, 'add_device', '{"fields": {"make": "Franklin", "model": "T9"}, "result": {"id": 2, "name": "HS-0001"}}', NULL, NULL);
INSERT INTO "history" VALUES (4, '2026-11-23T15:00:00Z', 1, 'add_client', '{"result": {"id": 1, "name": "C-00001"}}', NULL, NULL);
INSERT INTO "history" VALUES (5, '2026-11-23T15:00:00Z', 1, 'check_out', '{"before": {"1": ["available", "good"]}, "due": "2026-12-23", "override": "", "overruled": [], "result": {"loan_id": 1, "number": "L-2026-0001", "paper_id": 1}, "tags": ["LT-0001"]}', NULL, NULL);
INSERT INTO "history_subjects" VALUES (1, 1, 'office', 1);
INSERT INTO "history_subjects" VALUES (2, 2, 'device', 1);
INSERT INTO "history_subjects" VALUES (3, 3, 'device', 2);
INSERT INTO "history_subjects" VALUES (4, 4, 'client', 1);
INSERT INTO "history_subjects" VALUES (5, 5, 'loan', 1);
INSERT INTO "history_subjects" VALUES (6, 5, 'client', 1);
INSERT INTO "history_subjects" VALUES (7, 5, 'device', 1);
CREATE UNIQUE INDEX "idx__sqlite_migrations_migration_set_name"
    ON "_sqlite_migrations" ("migration_set", "name");
CREATE INDEX devices_by_status ON devices (status, type_id, tag_key);
CREATE INDEX devices_by_type ON devices (type_id, tag_key);
CREATE INDEX parts_by_device ON parts (device_id, position);
CREATE UNIQUE INDEX one_device_per_line ON line_uses (line_id) WHERE until IS NULL;
CREATE UNIQUE INDEX one_line_per_device ON line_uses (device_id) WHERE until IS NULL;
CREATE INDEX resets_by_device ON resets (device_id, at);
CREATE INDEX clients_by_name ON clients (name_key, id);
CREATE INDEX phones_by_client ON phones (client_id, position);
CREATE INDEX loans_by_client ON loans (client_id, id);
CREATE UNIQUE INDEX one_open_item_per_device ON items (device_id) WHERE ended IS NULL;
CREATE INDEX open_items_by_due ON items (due_on, id) WHERE ended IS NULL;
CREATE INDEX items_by_loan ON items (loan_id);
CREATE INDEX items_by_device ON items (device_id, id);
CREATE INDEX item_parts_by_item ON item_parts (item_id);
CREATE INDEX incidents_open ON incidents (state, id);
CREATE INDEX incidents_by_device ON incidents (device_id);
CREATE INDEX papers_by_loan ON papers (loan_id, kind, id);
CREATE INDEX history_of ON history_subjects (kind, subject_id, entry_id);
CREATE INDEX history_subjects_by_entry ON history_subjects (entry_id);
CREATE TRIGGER clients_words_ai AFTER INSERT ON clients BEGIN INSERT INTO clients_words(rowid, words) VALUES (new.id, new.words); END;
CREATE TRIGGER clients_words_ad AFTER DELETE ON clients BEGIN INSERT INTO clients_words(clients_words, rowid, words) VALUES ('delete', old.id, old.words); END;
CREATE TRIGGER clients_words_au AFTER UPDATE OF words ON clients BEGIN INSERT INTO clients_words(clients_words, rowid, words) VALUES ('delete', old.id, old.words); INSERT INTO clients_words(rowid, words) VALUES (new.id, new.words); END;
CREATE TRIGGER devices_codes_ai AFTER INSERT ON devices BEGIN INSERT INTO devices_codes(rowid, codes) VALUES (new.id, new.codes); END;
CREATE TRIGGER devices_codes_ad AFTER DELETE ON devices BEGIN INSERT INTO devices_codes(devices_codes, rowid, codes) VALUES ('delete', old.id, old.codes); END;
CREATE TRIGGER devices_codes_au AFTER UPDATE OF codes ON devices BEGIN INSERT INTO devices_codes(devices_codes, rowid, codes) VALUES ('delete', old.id, old.codes); INSERT INTO devices_codes(rowid, codes) VALUES (new.id, new.codes); END;
CREATE TRIGGER clients_codes_ai AFTER INSERT ON clients BEGIN INSERT INTO clients_codes(rowid, codes) VALUES (new.id, new.codes); END;
CREATE TRIGGER clients_codes_ad AFTER DELETE ON clients BEGIN INSERT INTO clients_codes(clients_codes, rowid, codes) VALUES ('delete', old.id, old.codes); END;
CREATE TRIGGER clients_codes_au AFTER UPDATE OF codes ON clients BEGIN INSERT INTO clients_codes(clients_codes, rowid, codes) VALUES ('delete', old.id, old.codes); INSERT INTO clients_codes(rowid, codes) VALUES (new.id, new.codes); END;
CREATE TRIGGER history_never_update BEFORE UPDATE ON history BEGIN SELECT RAISE(ABORT, 'history is append-only'); END;
CREATE TRIGGER history_never_delete BEFORE DELETE ON history BEGIN SELECT RAISE(ABORT, 'history is append-only'); END;
CREATE TRIGGER history_subjects_never_update BEFORE UPDATE ON history_subjects BEGIN SELECT RAISE(ABORT, 'history_subjects is append-only'); END;
CREATE TRIGGER history_subjects_never_delete BEFORE DELETE ON history_subjects BEGIN SELECT RAISE(ABORT, 'history_subjects is append-only'); END;
INSERT INTO clients_words(clients_words) VALUES ('rebuild');
INSERT INTO devices_codes(devices_codes) VALUES ('rebuild');
INSERT INTO clients_codes(clients_codes) VALUES ('rebuild');
COMMIT;
