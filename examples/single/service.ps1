while ($true) { Write-Host "at your service"; Start-Sleep -Seconds 60 }
