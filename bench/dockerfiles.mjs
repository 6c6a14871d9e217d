// Dockerfiles of the shape that Windows projects have, each a little different.
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const RELEASES = ['ltsc2019', 'ltsc2022', 'ltsc2025'];

export function writeDockerfiles(folder, count) {
  const files = [];
  for (let number = 0; number < count; number++) {
    const directory = path.join(folder, `service-${number}`);
    mkdirSync(directory, { recursive: true });
    const file = path.join(directory, 'Dockerfile');
    writeFileSync(file, text(number));
    files.push(file);
  }
  return files;
}

function text(number) {
  const release = RELEASES[number % RELEASES.length];
  const steps = Array.from(
    { length: 4 + (number % 5) },
    (_, step) => `RUN Invoke-WebRequest -Uri https://example.com/${number}/${step}.zip -OutFile part.zip; \`
    Expand-Archive part.zip -DestinationPath C:\\tools\\${step}; \`
    Remove-Item part.zip -Force`,
  );
  return `# escape=\`
ARG WINDOWS_VERSION=${release}
FROM mcr.microsoft.com/windows/servercore:\${WINDOWS_VERSION} AS build
SHELL ["powershell", "-Command", "$ErrorActionPreference = 'Stop';"]
ENV SERVICE_NUMBER=${number} \`
    SERVICE_HOME=C:\\service
WORKDIR C:\\source
COPY . .
${steps.join('\n')}

FROM mcr.microsoft.com/windows/nanoserver:"\${WINDOWS_VERSION:-ltsc2022}"
LABEL service="number ${number}"
COPY --from=build C:\\tools C:\\tools
USER ContainerUser
EXPOSE ${8000 + (number % 1000)}
ENTRYPOINT ["C:\\\\tools\\\\0\\\\service.exe"]
`;
}
