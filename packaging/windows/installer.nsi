; The Windows installer. makensis -DVERSION=x.y.z -DFOLDER=built -DOUT=setup.exe -DICON=loanmanager.ico installer.nsi
; For this user without administrator rights; for everyone with /AllUsers, or when chosen on its page.
; Silent: /S [/AllUsers] [/NoDesktop] [/D=folder, last]. Exit status: 0 done, 2 stopped, 3 the program is open, 4 administrator needed.
; An upgrade has the program that is there back up the records of whoever runs it, before anything is replaced. Where that
; cannot be done it says so, silent it goes on: the new program backs them up before it first uses them.
; Uninstall: uninstall.exe /S leaves the data; /S /RemoveData takes this user's data too.
Unicode true
Target amd64-unicode
!include MUI2.nsh
!include nsDialogs.nsh
!include LogicLib.nsh
!include FileFunc.nsh
!include x64.nsh

!define NAME "Loan Manager"
!define KEY "LoanManager"
!define UNINSTALL "Software\Microsoft\Windows\CurrentVersion\Uninstall\${KEY}"
Name "${NAME}"
OutFile "${OUT}"
RequestExecutionLevel user
!ifdef QUICK
  SetCompressor zlib  ; one that is only tried
!else
  SetCompressor /SOLID lzma
  SetCompressorDictSize 64
!endif
ManifestDPIAware true
BrandingText "${NAME} ${VERSION}"
VIProductVersion "${VERSION}.0"
VIAddVersionKey "ProductName" "${NAME}"
VIAddVersionKey "FileDescription" "${NAME} setup"
VIAddVersionKey "FileVersion" "${VERSION}"
VIAddVersionKey "ProductVersion" "${VERSION}"
VIAddVersionKey "LegalCopyright" "MIT licence"

Var for_everyone
Var on_desktop
Var me_button
Var all_button
Var desktop_box
Var data_box
Var remove_data

!define MUI_ICON "${ICON}"
!define MUI_UNICON "${ICON}"
!define MUI_ABORTWARNING
!define MUI_FINISHPAGE_RUN "$INSTDIR\${NAME}.exe"
!define MUI_FINISHPAGE_NOREBOOTSUPPORT
!insertmacro MUI_PAGE_WELCOME
Page custom ask_who keep_who
!define MUI_PAGE_CUSTOMFUNCTION_PRE skip_folder_on_upgrade
!insertmacro MUI_PAGE_DIRECTORY
!insertmacro MUI_PAGE_INSTFILES
!insertmacro MUI_PAGE_FINISH
!insertmacro MUI_UNPAGE_CONFIRM
UninstPage custom un.ask_data un.keep_data
!insertmacro MUI_UNPAGE_INSTFILES
!insertmacro MUI_LANGUAGE "English"
!insertmacro MUI_LANGUAGE "French"

LangString WHO_TITLE ${LANG_ENGLISH} "Who is it for?"
LangString WHO_TITLE ${LANG_FRENCH} "Pour qui est-ce ?"
LangString WHO_TEXT ${LANG_ENGLISH} "Neither choice changes where the records lie: the program asks that when it first starts."
LangString WHO_TEXT ${LANG_FRENCH} "Ce choix ne dit pas où sont les données : le programme le demande à son premier démarrage."
LangString FOR_ME ${LANG_ENGLISH} "Only for me (no administrator needed)"
LangString FOR_ME ${LANG_FRENCH} "Pour moi seulement (sans administrateur)"
LangString FOR_ALL ${LANG_ENGLISH} "For everyone who uses this computer (an administrator must agree)"
LangString FOR_ALL ${LANG_FRENCH} "Pour toutes les personnes qui utilisent cet ordinateur (un administrateur doit accepter)"
LangString ON_DESKTOP ${LANG_ENGLISH} "Put a shortcut on the desktop"
LangString ON_DESKTOP ${LANG_FRENCH} "Mettre un raccourci sur le bureau"
LangString IS_OPEN ${LANG_ENGLISH} "${NAME} is open. Close it, then try again."
LangString IS_OPEN ${LANG_FRENCH} "${NAME} est ouvert. Fermez-le, puis réessayez."
LangString ONLY_64 ${LANG_ENGLISH} "${NAME} needs a 64-bit Windows 10 or newer."
LangString ONLY_64 ${LANG_FRENCH} "${NAME} demande Windows 10 ou plus récent, en 64 bits."
LangString NEEDS_ADMIN ${LANG_ENGLISH} "Only an administrator can install for everyone."
LangString NEEDS_ADMIN ${LANG_FRENCH} "Seul un administrateur peut installer pour tout le monde."
LangString BACKUP_FILE ${LANG_ENGLISH} "Backup of Loan Manager"
LangString BACKUP_FILE ${LANG_FRENCH} "Sauvegarde de Loan Manager"
LangString BACKING_UP ${LANG_ENGLISH} "Backing up the records…"
LangString BACKING_UP ${LANG_FRENCH} "Sauvegarde des données…"
LangString BACKED_UP ${LANG_ENGLISH} "The records are backed up, if there are any."
LangString BACKED_UP ${LANG_FRENCH} "Les données sont sauvegardées, s’il y en a."
LangString NOT_BACKED_UP ${LANG_ENGLISH} "The records could not be backed up now: a passphrase may protect them, or the disk may be full. The upgrade changes nothing in them, and the new version backs them up before it first uses them."
LangString NOT_BACKED_UP ${LANG_FRENCH} "Les données n’ont pas pu être sauvegardées : une phrase de passe les protège peut-être, ou le disque est plein. La mise à niveau n’y change rien, et la nouvelle version les sauvegarde avant de s’en servir."
LangString GO_ON ${LANG_ENGLISH} "Upgrade all the same?"
LangString GO_ON ${LANG_FRENCH} "Mettre à niveau quand même ?"
LangString DATA_TITLE ${LANG_ENGLISH} "Your records"
LangString DATA_TITLE ${LANG_FRENCH} "Vos données"
LangString DATA_TEXT ${LANG_ENGLISH} "Clients, devices, loans and their backups stay on this computer. The program finds them when it is installed again."
LangString DATA_TEXT ${LANG_FRENCH} "Les clients, les appareils, les prêts et leurs sauvegardes restent sur cet ordinateur. Le programme les retrouve quand il est installé de nouveau."
LangString DATA_BOX ${LANG_ENGLISH} "Delete my records and their backups as well. This cannot be undone."
LangString DATA_BOX ${LANG_FRENCH} "Supprimer aussi mes données et leurs sauvegardes. C’est irréversible."
LangString DATA_SURE ${LANG_ENGLISH} "Delete all records of Loan Manager and their backups on this computer for good?"
LangString DATA_SURE ${LANG_FRENCH} "Supprimer pour de bon toutes les données de Loan Manager et leurs sauvegardes sur cet ordinateur ?"

; What is asked

Function .onInit
  SetRegView 64
  StrCpy $on_desktop ${BST_CHECKED}
  StrCpy $for_everyone 0
  ${IfNot} ${RunningX64}
    MessageBox MB_OK|MB_ICONSTOP "$(ONLY_64)" /SD IDOK
    Abort
  ${EndIf}
  ${GetParameters} $0
  ClearErrors
  ${GetOptions} $0 "/NoDesktop" $1
  ${IfNot} ${Errors}
    StrCpy $on_desktop ${BST_UNCHECKED}
  ${EndIf}
  ClearErrors
  ${GetOptions} $0 "/AllUsers" $1
  ${IfNot} ${Errors}
    StrCpy $for_everyone 1
  ${Else}
    ReadRegStr $1 HKLM "${UNINSTALL}" "InstallLocation"  ; an upgrade stays where the program is
    ReadRegStr $2 HKCU "${UNINSTALL}" "InstallLocation"
    ${If} $1 != ""
    ${AndIf} $2 == ""
      StrCpy $for_everyone 1
    ${EndIf}
  ${EndIf}
  Call choose_place
FunctionEnd

Function choose_place
  ${If} $for_everyone == 1
    UserInfo::GetAccountType
    Pop $1
    ${If} $1 != "Admin"
      ${If} ${Silent}
        SetErrorLevel 4
        Quit
      ${EndIf}
      ClearErrors
      ExecShell "runas" "$EXEPATH" "/AllUsers"
      ${If} ${Errors}
        MessageBox MB_OK|MB_ICONSTOP "$(NEEDS_ADMIN)"
        StrCpy $for_everyone 0
        Abort
      ${EndIf}
      Quit
    ${EndIf}
    SetShellVarContext all
    ReadRegStr $1 HKLM "${UNINSTALL}" "InstallLocation"
    StrCpy $2 "$PROGRAMFILES64\${NAME}"
  ${Else}
    SetShellVarContext current
    ReadRegStr $1 HKCU "${UNINSTALL}" "InstallLocation"
    StrCpy $2 "$LOCALAPPDATA\Programs\${NAME}"
  ${EndIf}
  ${If} $INSTDIR == ""
    StrCpy $INSTDIR $2
    ${If} $1 != ""
      StrCpy $INSTDIR $1
    ${EndIf}
  ${EndIf}
FunctionEnd

Function skip_folder_on_upgrade
  ${If} ${FileExists} "$INSTDIR\${NAME}.exe"
    Abort
  ${EndIf}
FunctionEnd

Function ask_who
  !insertmacro MUI_HEADER_TEXT "$(WHO_TITLE)" "$(WHO_TEXT)"
  nsDialogs::Create 1018
  Pop $0
  ${NSD_CreateFirstRadioButton} 0 8u 100% 14u "$(FOR_ME)"
  Pop $me_button
  ${NSD_CreateAdditionalRadioButton} 0 26u 100% 14u "$(FOR_ALL)"
  Pop $all_button
  ${NSD_CreateCheckBox} 0 56u 100% 14u "$(ON_DESKTOP)"
  Pop $desktop_box
  ${NSD_SetState} $desktop_box $on_desktop
  ${If} $for_everyone == 1
    ${NSD_Check} $all_button
  ${Else}
    ${NSD_Check} $me_button
  ${EndIf}
  nsDialogs::Show
FunctionEnd

Function keep_who
  ${NSD_GetState} $desktop_box $on_desktop
  ${NSD_GetState} $all_button $0
  StrCpy $1 $for_everyone
  ${If} $0 == ${BST_CHECKED}
    StrCpy $for_everyone 1
  ${Else}
    StrCpy $for_everyone 0
  ${EndIf}
  ${If} $1 != $for_everyone
    StrCpy $INSTDIR ""
  ${EndIf}
  Call choose_place
FunctionEnd

; What is done

Function must_be_closed
  ${DoWhile} ${FileExists} "$INSTDIR\${NAME}.exe"
    ClearErrors
    FileOpen $0 "$INSTDIR\${NAME}.exe" a
    ${IfNot} ${Errors}
      FileClose $0
      ${ExitDo}
    ${EndIf}
    ${If} ${Silent}
      SetErrorLevel 3
      Quit
    ${EndIf}
    MessageBox MB_RETRYCANCEL|MB_ICONEXCLAMATION "$(IS_OPEN)" IDRETRY +2
    Quit
  ${Loop}
FunctionEnd

Function back_up
  ${IfNot} ${FileExists} "$INSTDIR\loanmanager-shell.exe"
    Return
  ${EndIf}
  DetailPrint "$(BACKING_UP)"
  nsExec::ExecToStack /TIMEOUT=300000 '"$INSTDIR\loanmanager-shell.exe" backup --before-upgrade'
  Pop $0  ; its exit status, or why there is none
  Pop $1
  ${If} $0 == 0
    DetailPrint "$(BACKED_UP)"
    Return
  ${EndIf}
  DetailPrint "$(NOT_BACKED_UP)"
  MessageBox MB_YESNO|MB_ICONEXCLAMATION "$(NOT_BACKED_UP)$\r$\n$\r$\n$(GO_ON)" /SD IDYES IDYES +3
  SetErrorLevel 2
  Quit
FunctionEnd

Section "Program"
  SetRegView 64
  Call must_be_closed
  Call back_up
  ${If} ${FileExists} "$INSTDIR\loanmanager-shell.exe"
    RMDir /r "$INSTDIR\_internal"  ; nothing of an older version stays; data never lies here
  ${EndIf}
  SetOutPath "$INSTDIR"
  File /r "${FOLDER}\*"
  WriteUninstaller "$INSTDIR\uninstall.exe"
  CreateShortcut "$SMPROGRAMS\${NAME}.lnk" "$INSTDIR\${NAME}.exe"
  ${If} $on_desktop == ${BST_CHECKED}
    CreateShortcut "$DESKTOP\${NAME}.lnk" "$INSTDIR\${NAME}.exe"
  ${EndIf}
  WriteRegStr SHCTX "Software\Classes\.loanbackup" "" "LoanManager.Backup"
  WriteRegStr SHCTX "Software\Classes\LoanManager.Backup" "" "$(BACKUP_FILE)"
  WriteRegStr SHCTX "Software\Classes\LoanManager.Backup\DefaultIcon" "" "$INSTDIR\${NAME}.exe,0"
  WriteRegStr SHCTX "Software\Classes\LoanManager.Backup\shell\open\command" "" '"$INSTDIR\${NAME}.exe" --backup "%1"'
  WriteRegStr SHCTX "${UNINSTALL}" "DisplayName" "${NAME}"
  WriteRegStr SHCTX "${UNINSTALL}" "DisplayVersion" "${VERSION}"
  WriteRegStr SHCTX "${UNINSTALL}" "Publisher" "Loan Manager"
  WriteRegStr SHCTX "${UNINSTALL}" "DisplayIcon" "$INSTDIR\${NAME}.exe"
  WriteRegStr SHCTX "${UNINSTALL}" "InstallLocation" "$INSTDIR"
  WriteRegStr SHCTX "${UNINSTALL}" "UninstallString" '"$INSTDIR\uninstall.exe"'
  WriteRegStr SHCTX "${UNINSTALL}" "QuietUninstallString" '"$INSTDIR\uninstall.exe" /S'
  ${GetSize} "$INSTDIR" "/S=0K" $0 $1 $2
  IntFmt $0 "0x%08X" $0
  WriteRegDWORD SHCTX "${UNINSTALL}" "EstimatedSize" "$0"
  WriteRegDWORD SHCTX "${UNINSTALL}" "NoModify" 1
  WriteRegDWORD SHCTX "${UNINSTALL}" "NoRepair" 1
SectionEnd

; Taking it away again

Function un.onInit
  SetRegView 64
  StrCpy $remove_data 0
  ReadRegStr $0 HKCU "${UNINSTALL}" "InstallLocation"
  ${If} $0 == $INSTDIR
    SetShellVarContext current
  ${Else}
    SetShellVarContext all
  ${EndIf}
  ${GetParameters} $0
  ClearErrors
  ${GetOptions} $0 "/RemoveData" $1
  ${IfNot} ${Errors}
    StrCpy $remove_data 1
  ${EndIf}
FunctionEnd

Function un.ask_data
  !insertmacro MUI_HEADER_TEXT "$(DATA_TITLE)" ""
  nsDialogs::Create 1018
  Pop $0
  ${NSD_CreateLabel} 0 8u 100% 28u "$(DATA_TEXT)"
  Pop $0
  ${NSD_CreateCheckBox} 0 48u 100% 14u "$(DATA_BOX)"
  Pop $data_box
  nsDialogs::Show
FunctionEnd

Function un.keep_data
  ${NSD_GetState} $data_box $0
  ${If} $0 == ${BST_CHECKED}
    MessageBox MB_YESNO|MB_ICONEXCLAMATION|MB_DEFBUTTON2 "$(DATA_SURE)" IDYES +2
    Abort
    StrCpy $remove_data 1
  ${EndIf}
FunctionEnd

Section "Uninstall"
  SetRegView 64
  Delete "$SMPROGRAMS\${NAME}.lnk"
  Delete "$DESKTOP\${NAME}.lnk"
  DeleteRegKey SHCTX "Software\Classes\.loanbackup"
  DeleteRegKey SHCTX "Software\Classes\LoanManager.Backup"
  DeleteRegKey SHCTX "${UNINSTALL}"
  RMDir /r "$INSTDIR\_internal"
  Delete "$INSTDIR\${NAME}.exe"
  Delete "$INSTDIR\loanmanager-shell.exe"
  Delete "$INSTDIR\uninstall.exe"
  RMDir "$INSTDIR"  ; only where nothing else was put in it
  ${If} $remove_data == 1
    SetShellVarContext current
    RMDir /r "$LOCALAPPDATA\${NAME}"
  ${EndIf}
SectionEnd
