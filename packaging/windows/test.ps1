# Installs dist's Windows installer in silence, uses the program, removes it, and finds nothing left.
#   packaging\windows\test.ps1
$ErrorActionPreference = 'Stop'
Set-Location (Join-Path $PSScriptRoot '..\..')
$setup = (Get-ChildItem dist\watchfloor-*-windows-*.exe | Select-Object -First 1).FullName
$place = Join-Path $env:LOCALAPPDATA 'Programs\Watchfloor'
$program = Join-Path $place 'watchfloor.exe'

function Assert([bool]$True, [string]$Words) { if (-not $True) { throw "FAILED: $Words" } else { Write-Host "ok  $Words" } }
function Invoke-Waited([string]$File, [string]$Words) { (Start-Process -FilePath $File -ArgumentList $Words -Wait -PassThru).ExitCode }

Assert ((Invoke-Waited $setup '/S') -eq 0) 'installs in silence'
Assert (Test-Path $program) 'the program is there'
& $program --version
Assert ($LASTEXITCODE -eq 0) 'says its version'

$env:QT_QPA_PLATFORM = 'offscreen'
& $program demo --screenshot dist\windows-offscreen.png --after 8 --size 1680x1020
Assert ($LASTEXITCODE -eq 0) 'takes a picture without a screen'
$env:QT_QPA_PLATFORM = 'windows'
& $program demo --screenshot dist\windows.png --after 8 --size 1280x800
Assert ($LASTEXITCODE -eq 0) 'takes a picture on the desktop'
& build\package\venv\Scripts\python.exe packaging\picture-check dist\windows-offscreen.png dist\windows.png
Assert ($LASTEXITCODE -eq 0) 'the pictures show something'

$classes = 'HKCU:\Software\Classes'
Assert ((Get-Item "$classes\.watchfloor").GetValue('') -eq 'Watchfloor.Journal') 'journals are ours to open'
Assert ((Get-Item "$classes\Watchfloor.Journal\shell\open\command").GetValue('') -like "*watchfloorw.exe*%1*") 'with our program'
Assert (Test-Path "$classes\watchfloor\shell\open\command") 'watchfloor: addresses too'

Assert ((Invoke-Waited $setup '/S') -eq 0) 'installs over itself'
# An uninstaller copies itself away and ends at once, unless it is told where it is.
Assert ((Invoke-Waited (Join-Path $place 'uninstall.exe') "/S _?=$place") -eq 0) 'is removed in silence'
Remove-Item (Join-Path $place 'uninstall.exe') -ErrorAction SilentlyContinue
Assert (-not (Test-Path $program)) 'the program is gone'
Assert (-not (Test-Path (Join-Path $place '_internal'))) 'its folder too'
foreach ($key in "$classes\.watchfloor", "$classes\Watchfloor.Journal", "$classes\watchfloor",
    'HKCU:\Software\Watchfloor', 'HKCU:\Software\Microsoft\Windows\CurrentVersion\Uninstall\Watchfloor') {
    Assert (-not (Test-Path $key)) "$key is gone"
}
