; The Windows installer: for one user, without asking for rights; silent with /S, also when it removes.
;   makensis -DVERSION=0.1.0 -DBUNDLE=folder -DICON=watchfloor.ico -DLICENCE=LICENSE -DOUT=watchfloor-setup.exe watchfloor.nsi
; BUNDLE is PyInstaller's folder. -DSIGN="signtool sign …" signs the installer and what removes it. Exit codes: 0 done, 1 given up by the user, 2 the program is running.

Unicode true
ManifestDPIAware true
SetCompressor /SOLID lzma
RequestExecutionLevel user

!include "MUI2.nsh"
!include "FileFunc.nsh"

!define NAME "Watchfloor"
!define KEY "Software\Microsoft\Windows\CurrentVersion\Uninstall\Watchfloor"
!define CLASSES "Software\Classes"
!define APP_PATH "Software\Microsoft\Windows\CurrentVersion\App Paths\watchfloor.exe"

Name "${NAME}"
OutFile "${OUT}"
InstallDir "$LOCALAPPDATA\Programs\Watchfloor"
InstallDirRegKey HKCU "Software\Watchfloor" "Folder"
BrandingText "${NAME} ${VERSION}"
ShowInstDetails nevershow

VIProductVersion "${VERSION}.0"
VIAddVersionKey "ProductName" "${NAME}"
VIAddVersionKey "ProductVersion" "${VERSION}"
VIAddVersionKey "FileVersion" "${VERSION}"
VIAddVersionKey "FileDescription" "${NAME} installer"
VIAddVersionKey "LegalCopyright" "The Watchfloor maintainers. MIT licence; Qt under the LGPL."

!ifdef SIGN
  !finalize '${SIGN} "%1"'
  !uninstfinalize '${SIGN} "%1"'
!endif

!define MUI_ICON "${ICON}"
!define MUI_UNICON "${ICON}"
!define MUI_ABORTWARNING
!define MUI_FINISHPAGE_RUN "$INSTDIR\watchfloorw.exe"
!define MUI_FINISHPAGE_RUN_TEXT "Open Watchfloor"

!insertmacro MUI_PAGE_WELCOME
!insertmacro MUI_PAGE_LICENSE "${LICENCE}"
!insertmacro MUI_PAGE_DIRECTORY
!insertmacro MUI_PAGE_INSTFILES
!insertmacro MUI_PAGE_FINISH
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
!insertmacro MUI_LANGUAGE "English"

; A file type: its suffix, its class, its words, its MIME type.
!macro FileType SUFFIX CLASS WORDS MIME
  WriteRegStr HKCU "${CLASSES}\.${SUFFIX}" "" "${CLASS}"
  WriteRegStr HKCU "${CLASSES}\.${SUFFIX}" "Content Type" "${MIME}"
  WriteRegStr HKCU "${CLASSES}\.${SUFFIX}\OpenWithProgids" "${CLASS}" ""
  WriteRegStr HKCU "${CLASSES}\${CLASS}" "" "${WORDS}"
  WriteRegStr HKCU "${CLASSES}\${CLASS}\DefaultIcon" "" "$INSTDIR\watchfloorw.exe,0"
  WriteRegStr HKCU "${CLASSES}\${CLASS}\shell\open\command" "" '"$INSTDIR\watchfloorw.exe" "%1"'
!macroend

; Gives the suffix back only where it is still ours.
!macro NoFileType SUFFIX CLASS
  ReadRegStr $0 HKCU "${CLASSES}\.${SUFFIX}" ""
  StrCmp $0 "${CLASS}" 0 +2
  DeleteRegKey HKCU "${CLASSES}\.${SUFFIX}"
  DeleteRegKey HKCU "${CLASSES}\${CLASS}"
!macroend

; A program that runs cannot be written over: say so, or in silence end with 2.
!macro NotRunning UN
  Function ${UN}NotRunning
    again:
    ClearErrors
    IfFileExists "$INSTDIR\watchfloorw.exe" 0 free
    Delete "$INSTDIR\watchfloorw.exe"
    IfErrors 0 free
    IfSilent 0 ask
    SetErrorLevel 2
    Quit
    ask:
    MessageBox MB_RETRYCANCEL|MB_ICONEXCLAMATION "Watchfloor is running. Close it, then try again." IDRETRY again
    SetErrorLevel 1
    Quit
    free:
  FunctionEnd
!macroend
!insertmacro NotRunning ""
!insertmacro NotRunning "un."

Section "Watchfloor"
  Call NotRunning
  ; What an earlier version brought goes, so that no old library is left beside the new ones.
  RMDir /r "$INSTDIR\_internal"
  SetOutPath "$INSTDIR"
  File /r "${BUNDLE}\*"
  File "/oname=LICENSE.txt" "${LICENCE}"
  WriteUninstaller "$INSTDIR\uninstall.exe"

  CreateShortcut "$SMPROGRAMS\Watchfloor.lnk" "$INSTDIR\watchfloorw.exe" "" "$INSTDIR\watchfloorw.exe" 0

  !insertmacro FileType "watchfloor" "Watchfloor.Journal" "Watchfloor journal" "application/vnd.watchfloor.journal"
  ; Windows knows only the last suffix: .toml stays everyone's, and offers us under "Open with".
  WriteRegStr HKCU "${CLASSES}\.toml\OpenWithProgids" "Watchfloor.Workspace" ""
  WriteRegStr HKCU "${CLASSES}\Watchfloor.Workspace" "" "Watchfloor workspace"
  WriteRegStr HKCU "${CLASSES}\Watchfloor.Workspace\DefaultIcon" "" "$INSTDIR\watchfloorw.exe,0"
  WriteRegStr HKCU "${CLASSES}\Watchfloor.Workspace\shell\open\command" "" '"$INSTDIR\watchfloorw.exe" "%1"'
  WriteRegStr HKCU "${CLASSES}\watchfloor" "" "URL:Watchfloor"
  WriteRegStr HKCU "${CLASSES}\watchfloor" "URL Protocol" ""
  WriteRegStr HKCU "${CLASSES}\watchfloor\shell\open\command" "" '"$INSTDIR\watchfloorw.exe" "%1"'

  WriteRegStr HKCU "${APP_PATH}" "" "$INSTDIR\watchfloor.exe"
  WriteRegStr HKCU "Software\Watchfloor" "Folder" "$INSTDIR"
  WriteRegStr HKCU "${KEY}" "DisplayName" "${NAME}"
  WriteRegStr HKCU "${KEY}" "DisplayVersion" "${VERSION}"
  WriteRegStr HKCU "${KEY}" "Publisher" "The Watchfloor maintainers"
  WriteRegStr HKCU "${KEY}" "DisplayIcon" "$INSTDIR\watchfloorw.exe"
  WriteRegStr HKCU "${KEY}" "InstallLocation" "$INSTDIR"
  WriteRegStr HKCU "${KEY}" "UninstallString" '"$INSTDIR\uninstall.exe"'
  WriteRegStr HKCU "${KEY}" "QuietUninstallString" '"$INSTDIR\uninstall.exe" /S'
  WriteRegDWORD HKCU "${KEY}" "NoModify" 1
  WriteRegDWORD HKCU "${KEY}" "NoRepair" 1
  ${GetSize} "$INSTDIR" "/S=0K" $0 $1 $2
  IntFmt $0 "0x%08X" $0
  WriteRegDWORD HKCU "${KEY}" "EstimatedSize" "$0"
  ${RefreshShellIcons}
SectionEnd

Section "Uninstall"
  Call un.NotRunning
  ; Only what was installed: never the whole folder, which the user may have chosen, and never their data.
  RMDir /r "$INSTDIR\_internal"
  Delete "$INSTDIR\watchfloor.exe"
  Delete "$INSTDIR\watchfloorw.exe"
  Delete "$INSTDIR\LICENSE.txt"
  Delete "$INSTDIR\uninstall.exe"
  RMDir "$INSTDIR"
  Delete "$SMPROGRAMS\Watchfloor.lnk"

  !insertmacro NoFileType "watchfloor" "Watchfloor.Journal"
  DeleteRegValue HKCU "${CLASSES}\.toml\OpenWithProgids" "Watchfloor.Workspace"
  DeleteRegKey /ifempty HKCU "${CLASSES}\.toml\OpenWithProgids"
  DeleteRegKey /ifempty HKCU "${CLASSES}\.toml"
  DeleteRegKey HKCU "${CLASSES}\Watchfloor.Workspace"
  DeleteRegKey HKCU "${CLASSES}\watchfloor"
  DeleteRegKey HKCU "${APP_PATH}"
  DeleteRegKey HKCU "Software\Watchfloor"
  DeleteRegKey HKCU "${KEY}"
  ${RefreshShellIcons}
SectionEnd
