import { describe, expect, it } from 'vitest';
import type { DockerfileOptions } from '../../src/sources/dockerfile.ts';
import { read, told } from './reader.ts';

interface Sample {
  readonly name: string;
  readonly lines: readonly string[];
  readonly options?: Partial<DockerfileOptions>;
  readonly uses: readonly string[];
  readonly windows: boolean;
}

/** Files of the shapes that Windows images have in the wild. */
const SAMPLES: readonly Sample[] = [
  {
    name: 'a language runtime on servercore, with PowerShell and long continued commands',
    lines: [
      'FROM mcr.microsoft.com/windows/servercore:ltsc2022',
      '',
      '# $ErrorActionPreference: https://github.com/PowerShell/PowerShell/issues/1995',
      `SHELL ["powershell", "-Command", "$ErrorActionPreference = 'Stop'; $ProgressPreference = 'SilentlyContinue';"]`,
      '',
      'ENV GOPATH C:\\\\go',
      "RUN $newPath = ('{0}\\bin;C:\\Program Files\\Go\\bin;{1}' -f $env:GOPATH, $env:PATH); \\",
      "\tWrite-Host ('Updating PATH: {0}' -f $newPath); \\",
      "\t[Environment]::SetEnvironmentVariable('PATH', $newPath, [EnvironmentVariableTarget]::Machine);",
      '# doing this first to share cache across versions more aggressively',
      '',
      'RUN Write-Host \'Verifying install ("go version") ...\'; \\',
      '\tgo version; \\',
      '\t\\',
      '# nothing to keep',
      '\tRemove-Item go.zip -Force; \\',
      "\tWrite-Host 'Complete.';",
      '',
      'WORKDIR $GOPATH',
    ],
    uses: ['stage mcr.microsoft.com/windows/servercore:ltsc2022 build+run'],
    windows: true,
  },
  {
    name: 'nanoserver with what a servercore stage installed',
    lines: [
      '# escape=`',
      'ARG WINDOWS_VERSION=ltsc2022',
      'FROM mcr.microsoft.com/windows/servercore:${WINDOWS_VERSION} AS download',
      'SHELL ["powershell", "-NoProfile", "-Command", "$ErrorActionPreference = \'Stop\';"]',
      'RUN Invoke-WebRequest https://example.com/node.zip -OutFile C:\\node.zip; `',
      '    Expand-Archive C:\\node.zip -DestinationPath C:\\',
      '',
      'FROM mcr.microsoft.com/windows/nanoserver:${WINDOWS_VERSION}',
      'COPY --from=download C:\\nodejs\\ C:\\nodejs\\',
      'USER ContainerAdministrator',
      'RUN setx /M PATH "%PATH%;C:\\nodejs"',
      'USER ContainerUser',
      'CMD [ "node.exe" ]',
    ],
    options: { buildArgs: { WINDOWS_VERSION: '1809' } },
    uses: [
      'stage mcr.microsoft.com/windows/servercore:1809 build',
      'stage mcr.microsoft.com/windows/nanoserver:1809 build+run',
    ],
    windows: true,
  },
  {
    name: '.NET Framework: an SDK that builds, a runtime that only copies',
    lines: [
      'FROM mcr.microsoft.com/dotnet/framework/sdk:4.8 AS build',
      'WORKDIR /app',
      'COPY *.sln .',
      'COPY WebApp/*.csproj ./WebApp/',
      'RUN nuget restore',
      'COPY . .',
      'WORKDIR /app/WebApp',
      'RUN msbuild /p:Configuration=Release -r:False',
      '',
      'FROM mcr.microsoft.com/dotnet/framework/aspnet:4.8 AS runtime',
      'WORKDIR /inetpub/wwwroot',
      'COPY --from=build /app/WebApp/. ./',
    ],
    uses: [
      'stage mcr.microsoft.com/dotnet/framework/sdk:4.8 build',
      'stage mcr.microsoft.com/dotnet/framework/aspnet:4.8 run',
    ],
    windows: false,
  },
  {
    name: 'a build agent with tools of other images',
    lines: [
      '# escape=`',
      '',
      '# The MIT License',
      '#',
      'ARG JAVA_VERSION=21.0.4_7',
      'ARG VERSION_SUFFIX=ltsc2019',
      'ARG TOOLS_WINDOWS_VERSION="${VERSION_SUFFIX:-ltsc2022}"',
      'FROM eclipse-temurin:"${JAVA_VERSION}"-jdk-windowsservercore-"${VERSION_SUFFIX}" AS jre-build',
      'RUN if (Test-Path C:/jlinked) { Remove-Item -Recurse C:/jlinked } ; `',
      '    jlink --output C:/jlinked',
      '',
      'FROM mcr.microsoft.com/powershell:windowsservercore-"${TOOLS_WINDOWS_VERSION}" AS agent',
      'SHELL ["pwsh.exe", "-Command", "$ErrorActionPreference = \'Stop\';"]',
      'ARG user=jenkins',
      'RUN net user "$env:user" /add /expire:never /passwordreq:no ; `',
      '    net localgroup Administrators /add $env:user',
      'COPY --from=jre-build C:/jlinked C:/openjdk-21',
      'COPY --chown=jenkins --from=alpine/git:v2.45.2 /bin/git C:/git/',
      '',
      'FROM agent AS inbound-agent',
      'COPY jenkins-agent.ps1 C:/ProgramData/Jenkins',
      'ENTRYPOINT ["powershell.exe", "-f", "C:/ProgramData/Jenkins/jenkins-agent.ps1"]',
    ],
    uses: [
      'stage eclipse-temurin:21.0.4_7-jdk-windowsservercore-ltsc2019 build',
      'stage mcr.microsoft.com/powershell:windowsservercore-ltsc2019 build+run',
      'copy-from alpine/git:v2.45.2 pull',
    ],
    windows: true,
  },
  {
    name: 'a cross build: Linux makes the program, nanoserver runs it',
    lines: [
      '# syntax=docker/dockerfile:1.7',
      '# check=skip=FromPlatformFlagConstDisallowed',
      'ARG GO=1.23',
      'FROM --platform=$BUILDPLATFORM golang:${GO}-alpine AS build',
      'ARG TARGETOS TARGETARCH',
      'RUN --mount=type=cache,target=/root/.cache \\',
      '    --mount=type=bind,from=tonistiigi/xx:1.5,source=/,target=/xx \\',
      '    GOOS=$TARGETOS GOARCH=$TARGETARCH go build -o /out/app.exe .',
      'FROM --platform=windows/amd64 mcr.microsoft.com/windows/nanoserver:ltsc2025',
      'COPY --link --from=build /out/app.exe /app.exe',
      'ENTRYPOINT ["/app.exe"]',
    ],
    uses: [
      'stage golang:1.23-alpine build',
      'mount-from tonistiigi/xx:1.5 pull',
      'stage mcr.microsoft.com/windows/nanoserver:ltsc2025 run',
    ],
    windows: false,
  },
  {
    name: 'heredocs with PowerShell, and one that writes another Dockerfile',
    lines: [
      '# escape=`',
      'FROM mcr.microsoft.com/windows/servercore:ltsc2025 AS tools',
      'SHELL ["powershell", "-Command"]',
      'RUN <<"INSTALL"',
      'FROM nothing',
      "if ($env:A -eq 'b') { Write-Host `",
      '  "x" }',
      'INSTALL',
      'COPY <<-ONE <<TWO C:/files/',
      'FROM busybox',
      '\t\tONE',
      'COPY --from=busybox /a /b',
      'TWO',
      'FROM tools',
      'COPY --from=tools C:\\files\\ C:\\files\\',
    ],
    uses: ['stage mcr.microsoft.com/windows/servercore:ltsc2025 build+run'],
    windows: true,
  },
  {
    name: 'one file for Linux and Windows, a stage each',
    lines: [
      'ARG OS=windows',
      'FROM debian:12-slim AS linux',
      'RUN apt-get update && apt-get install -y --no-install-recommends git',
      'FROM mcr.microsoft.com/windows/nanoserver:ltsc2022 AS windows',
      'COPY tools C:/tools',
      'FROM ${OS} AS final',
      'COPY app /app',
    ],
    uses: [
      'stage debian:12-slim build unreachable',
      'stage mcr.microsoft.com/windows/nanoserver:ltsc2022 run',
    ],
    windows: false,
  },
  {
    name: 'a host-process image',
    lines: [
      'ARG BASE=mcr.microsoft.com/oss/kubernetes/windows-host-process-containers-base-image:v1.0.0',
      'FROM --platform=linux/amd64 curlimages/curl:8.9.1 AS bins',
      'RUN curl -LO https://example.com/csi.exe',
      'FROM $BASE',
      'COPY --from=bins /home/curl_user/csi.exe /csi.exe',
      'ENV PATH="C:\\Windows\\system32;C:\\Windows;"',
      'ENTRYPOINT ["csi.exe"]',
    ],
    uses: [
      'stage curlimages/curl:8.9.1 build',
      'stage mcr.microsoft.com/oss/kubernetes/windows-host-process-containers-base-image:v1.0.0 run',
    ],
    windows: false,
  },
];

describe.each(SAMPLES)('$name', ({ lines, options, uses, windows }) => {
  it.each([
    ['line feeds', '\n', ''],
    ['carriage returns and line feeds', '\r\n', ''],
    ['a byte order mark', '\n', '\ufeff'],
  ])('with %s', (_what, lineEnd, mark) => {
    const reading = read(mark + lines.join(lineEnd), options);
    expect(reading.problems).toEqual([]);
    expect(reading.uses.map(told)).toEqual(uses);
    expect(reading.hints.backtickEscape || reading.hints.windowsShell).toBe(windows);
    for (const { place, written } of reading.uses) {
      expect(lines[place.line - 1]?.slice(place.column - 1, (place.endColumn ?? 0) - 1)).toBe(written);
    }
  });
});
