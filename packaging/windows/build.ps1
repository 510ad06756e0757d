# Builds the Windows packages: the installer and a .zip of the same folder. Run from a checkout, with Python 3.11 or
# newer and NSIS (makensis) at hand.
#   packaging\windows\build.ps1
# Signs with WATCHFLOOR_SIGN, a command line that the file's name is added to, where it is set:
#   $env:WATCHFLOOR_SIGN = 'signtool sign /fd SHA256 /tr URL /td SHA256 /sha1 THUMBPRINT'
$ErrorActionPreference = 'Stop'
$PSNativeCommandUseErrorActionPreference = $true
Set-Location (Join-Path $PSScriptRoot '..\..')

$made = Join-Path $PWD 'build\package'
$venv = Join-Path $made 'venv'
$python = Join-Path $venv 'Scripts\python.exe'
$env:WATCHFLOOR_MADE = $made
$env:PYTHONHASHSEED = '0'
$env:PYTHONUTF8 = '1'
$env:QT_QPA_PLATFORM = 'offscreen'
New-Item -ItemType Directory -Force dist, $made | Out-Null

function Invoke-Checked {
    param([string]$Command, [string[]]$Words)
    & $Command @Words
    if ($LASTEXITCODE -ne 0) { throw "$Command $($Words -join ' ') ended with $LASTEXITCODE" }
}

function Set-Signature([string]$File) {
    if (-not $env:WATCHFLOOR_SIGN) { return }
    Invoke-Checked 'cmd' @('/c', "$env:WATCHFLOOR_SIGN `"$File`"")
}

if (-not (Test-Path $python)) { Invoke-Checked 'python' @('-m', 'venv', $venv) }
Invoke-Checked $python @('-m', 'pip', 'install', '--quiet', '--require-hashes', '-r', 'packaging/build.lock')
$env:SOURCE_DATE_EPOCH = & $python packaging/facts.py epoch
$version = & $python packaging/facts.py version

# What is bundled differs a little between systems: the notices say what is in this one.
Invoke-Checked $python @('packaging/notice')
Invoke-Checked $python @('packaging/icon', "$made\icon")
& $python packaging/windows/version-info | Set-Content -Encoding utf8 "$made\version.txt"
Invoke-Checked $python @('-m', 'PyInstaller', 'packaging/watchfloor.spec', '--noconfirm', '--log-level', 'ERROR',
    '--distpath', "$made\bundle", '--workpath', "$made\work")
$bundle = Join-Path $made 'bundle\watchfloor'
Set-Signature "$bundle\watchfloor.exe"
Set-Signature "$bundle\watchfloorw.exe"
Invoke-Checked "$bundle\watchfloor.exe" @('--version')

$name = "watchfloor-$version-windows-x86_64"
Compress-Archive -Path $bundle -DestinationPath "dist\$name.zip" -Force
$words = @('-V2', '-WX', "-DVERSION=$version", "-DBUNDLE=$bundle", "-DICON=$made\icon\watchfloor.ico",
    "-DLICENCE=$PWD\LICENSE", "-DOUT=$PWD\dist\$name.exe")
if ($env:WATCHFLOOR_SIGN) { $words += "-DSIGN=$env:WATCHFLOOR_SIGN" }
Invoke-Checked 'makensis' ($words + 'packaging\windows\watchfloor.nsi')
Invoke-Checked $python @('packaging/sbom', "dist\$name.cdx.json")
