/**
 * Prints the host's processes as one line of JSON in ASCII, or `{"failure": …}` and leaves with 1.
 *
 * It has to work wherever Windows PowerShell 5.1 is, so it is written for the poorest session:
 * - constrained language mode (AppLocker, App Control): methods of strings and dates only, no type of .NET beside the core
 *   ones, and no script block where a delegate is wanted (Microsoft, about_Language_Modes);
 * - any console code page: what is no printable ASCII is escaped here, as 5.1's ConvertTo-Json leaves it as it is;
 * - any display language: dates by the round-trip format, numbers by PowerShell's own conversion, and errors by category
 *   and id, none of which follow the culture;
 * - no progress records, which a redirected 5.1 prints as XML to the error stream.
 *
 * `CSName` is the machine's own name, whatever the environment says; `-Property` spares WMI the costly rest.
 */
export const HOST_PROCESS_SCRIPT = String.raw`
$ErrorActionPreference = 'Stop'
$ProgressPreference = 'SilentlyContinue'
function Get-JsonText($text) {
  if ($null -eq $text) { return 'null' }
  $text = ([string]$text).Replace('\', '\\').Replace('"', '\"')
  if ($text -cmatch '[^ -~]') {
    $text = -join @(foreach ($letter in $text.ToCharArray()) {
      $code = [int]$letter
      if ($code -ge 32 -and $code -le 126) { $letter } else { '\u{0:x4}' -f $code }
    })
  }
  return '"' + $text + '"'
}
function Get-JsonNumber($number) { return [string][long]$number }
try {
  $computer = $env:COMPUTERNAME
  $properties = 'CSName', 'ProcessId', 'ParentProcessId', 'Name', 'CommandLine', 'CreationDate', 'SessionId'
  $rows = @(foreach ($process in @(Get-CimInstance -ClassName Win32_Process -Property $properties)) {
    if ($process.CSName) { $computer = $process.CSName }
    $created = $null
    if ($process.CreationDate) { $created = $process.CreationDate.ToUniversalTime().ToString('o') }
    '{"ProcessId":' + (Get-JsonNumber $process.ProcessId) +
      ',"ParentProcessId":' + (Get-JsonNumber $process.ParentProcessId) +
      ',"Name":' + (Get-JsonText $process.Name) +
      ',"CommandLine":' + (Get-JsonText $process.CommandLine) +
      ',"CreationDate":' + (Get-JsonText $created) +
      ',"SessionId":' + (Get-JsonNumber $process.SessionId) + '}'
  })
  '{"computer":' + (Get-JsonText $computer) + ',"processes":[' + ($rows -join ',') + ']}'
} catch {
  '{"failure":' + (Get-JsonText $_.FullyQualifiedErrorId) +
    ',"category":' + (Get-JsonText $_.CategoryInfo.Category) +
    ',"message":' + (Get-JsonText $_.Exception.Message) + '}'
  exit 1
}
`;

/** The arguments that run a script in Windows PowerShell; base64, so that no quoting between here and there can change it. */
export function powershellArguments(script: string): readonly string[] {
  const encoded = Buffer.from(script, 'utf16le').toString('base64');
  return ['-NoProfile', '-NonInteractive', '-ExecutionPolicy', 'Bypass', '-EncodedCommand', encoded];
}
