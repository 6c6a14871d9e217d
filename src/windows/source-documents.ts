import type { Source } from './sources.ts';

/** Documents and code that facts rest on. */
export const SOURCE_DOCUMENTS = {
  'ms-version-compatibility': {
    title: 'Microsoft: Windows container version compatibility',
    url: 'https://github.com/MicrosoftDocs/Virtualization-Documentation/blob/77e0742a/virtualization/windowscontainers/deploy-containers/version-compatibility.md',
    read: '2026-11-23',
  },
  'ms-version-compatibility-2022': {
    title: 'Microsoft: Windows container version compatibility, as of 2022-03-03',
    url: 'https://github.com/MicrosoftDocs/Virtualization-Documentation/blob/64b6d114/virtualization/windowscontainers/deploy-containers/version-compatibility.md',
    read: '2026-11-23',
  },
  'ms-portability': {
    title: 'Microsoft: portability of Windows containers',
    url: 'https://github.com/MicrosoftDocs/Virtualization-Documentation/blob/77e0742a/virtualization/windowscontainers/deploy-containers/portability.md',
    read: '2026-11-23',
  },
  'ms-update-containers': {
    title: 'Microsoft: update Windows Server containers (February 2020)',
    url: 'https://github.com/MicrosoftDocs/Virtualization-Documentation/blob/77e0742a/virtualization/windowscontainers/deploy-containers/update-containers.md',
    read: '2026-11-23',
  },
  'ms-base-image-lifecycle': {
    title: 'Microsoft: base image servicing lifecycles',
    url: 'https://github.com/MicrosoftDocs/Virtualization-Documentation/blob/77e0742a/virtualization/windowscontainers/deploy-containers/base-image-lifecycle.md',
    read: '2026-11-23',
  },
  'ms-base-image-lifecycle-2022': {
    title: 'Microsoft: base image servicing lifecycles, as of 2022-02-18',
    url: 'https://github.com/MicrosoftDocs/Virtualization-Documentation/blob/33c26725/virtualization/windowscontainers/deploy-containers/base-image-lifecycle.md',
    read: '2026-11-23',
  },
  'ms-base-images': {
    title: 'Microsoft: Windows container base images',
    url: 'https://github.com/MicrosoftDocs/Virtualization-Documentation/blob/77e0742a/virtualization/windowscontainers/manage-containers/container-base-images.md',
    read: '2026-11-23',
  },
  'ms-isolation': {
    title: 'Microsoft: isolation modes',
    url: 'https://github.com/MicrosoftDocs/Virtualization-Documentation/blob/77e0742a/virtualization/windowscontainers/manage-containers/hyperv-container.md',
    read: '2026-11-23',
  },
  'ms-system-requirements': {
    title: 'Microsoft: Windows container requirements',
    url: 'https://github.com/MicrosoftDocs/Virtualization-Documentation/blob/77e0742a/virtualization/windowscontainers/deploy-containers/system-requirements.md',
    read: '2026-11-23',
  },
  'ms-hcs-hresult': {
    title: 'Microsoft: HCS result codes',
    url: 'https://github.com/MicrosoftDocs/Virtualization-Documentation/blob/77e0742a/virtualization/api/hcs/Reference/HCSHResult.md',
    read: '2026-11-23',
  },
  'windows-sys-constants': {
    title: 'windows-sys: constants of winerror.h and ntstatus.h',
    url: 'https://docs.rs/windows-sys/0.36.1/windows_sys/Win32/Foundation/index.html',
    read: '2026-11-23',
  },
  'ms-mxc-os-versions': {
    title: 'microsoft/mxc: Windows releases and their builds',
    url: 'https://github.com/microsoft/mxc/blob/1b5872f13afa47f250df9e8a23b1ef624fe08d28/docs/backends/process-container/os-version-support.md',
    read: '2026-11-23',
  },
  'ms-kb5058411': {
    title: 'Microsoft: KB5058411 (OS build 26100.4061)',
    url: 'https://support.microsoft.com/topic/may-13-2025-kb5058411-os-build-26100-4061-57181688-a692-49e5-b6cd-6e3919da12ca',
    read: '2026-11-23',
  },
  'cve-2026-50475': {
    title: 'CVE-2026-50475: Windows builds fixed on 2026-07-14',
    url: 'https://raw.githubusercontent.com/CVEProject/cvelistV5/main/cves/2026/50xxx/CVE-2026-50475.json',
    read: '2026-11-23',
  },
  'host-process-base-image': {
    title: 'HostProcess container base image',
    url: 'https://github.com/microsoft/windows-host-process-containers-base-image/blob/14ec9a411c612349e7f56bbb4a31a526e3099f05/README.md',
    read: '2026-11-23',
  },
  'aks-host-process': {
    title: 'Microsoft: HostProcess containers (Azure Kubernetes Service)',
    url: 'https://learn.microsoft.com/en-us/azure/aks/use-windows-hpc',
    read: '2026-11-23',
  },
  'hcsshim-compat': {
    title: 'hcsshim: CheckHostAndContainerCompat',
    url: 'https://github.com/microsoft/hcsshim/blob/7c9ff7f48/osversion/platform_compat_windows.go',
    read: '2026-11-23',
  },
  'hcsshim-builds': {
    title: 'hcsshim: Windows builds',
    url: 'https://github.com/microsoft/hcsshim/blob/7c9ff7f48/osversion/windowsbuilds.go',
    read: '2026-11-23',
  },
  'hcsshim-errors': {
    title: 'hcsshim: error constants and message shapes',
    url: 'https://github.com/microsoft/hcsshim/blob/7c9ff7f48/internal/hcs/errors.go',
    read: '2026-11-23',
  },
  'hcsshim-uvm-folder': {
    title: 'hcsshim: LocateUVMFolder',
    url: 'https://github.com/microsoft/hcsshim/blob/7c9ff7f48/internal/uvmfolder/locate.go',
    read: '2026-11-23',
  },
  'hcsshim-runhcs-matrix': {
    title: 'hcsshim: runhcs end-to-end matrix',
    url: 'https://github.com/microsoft/hcsshim/blob/7c9ff7f48/test/runhcs/e2e_matrix_test.go',
    read: '2026-11-23',
  },
  'containerd-platforms': {
    title: 'containerd/platforms: platform_windows_compat.go',
    url: 'https://github.com/containerd/platforms/blob/09756f5/platform_windows_compat.go',
    read: '2026-11-23',
  },
  'moby-daemon-windows': {
    title: 'moby: daemon_windows.go',
    url: 'https://github.com/moby/moby/blob/b985e2313a/daemon/daemon_windows.go',
    read: '2026-11-23',
  },
  'moby-20.10-daemon-windows': {
    title: 'moby v20.10.27: daemon_windows.go',
    url: 'https://github.com/moby/moby/blob/v20.10.27/daemon/daemon_windows.go',
    read: '2026-11-23',
  },
  'moby-pull-windows': {
    title: 'moby: pull_v2_windows.go',
    url: 'https://github.com/moby/moby/blob/b985e2313a/daemon/internal/distribution/pull_v2_windows.go',
    read: '2026-11-23',
  },
  'moby-pull-unix': {
    title: 'moby: pull_v2_unix.go',
    url: 'https://github.com/moby/moby/blob/f56e1d95c7af90cf1180dc12a3064064bd934604/daemon/internal/distribution/pull_v2_unix.go',
    read: '2026-11-29',
  },
  'moby-pull-test': {
    title: 'moby: docker_cli_pull_test.go, TestPullWindowsImageFailsOnLinux',
    url: 'https://github.com/moby/moby/blob/0e6a1b95961119d485af17e719ec3e1c68ca9ec3/integration-cli/docker_cli_pull_test.go',
    read: '2026-11-29',
  },
  'moby-local-windows': {
    title: 'moby: local_windows.go (the built-in HCS runtime)',
    url: 'https://github.com/moby/moby/blob/b985e2313a/daemon/internal/libcontainerd/local/local_windows.go',
    read: '2026-11-23',
  },
  'moby-daemon-errors': {
    title: 'moby: daemon/errors.go',
    url: 'https://github.com/moby/moby/blob/b985e2313a/daemon/errors.go',
    read: '2026-11-23',
  },
  'moby-image-os': {
    title: 'moby: image_os.go',
    url: 'https://github.com/moby/moby/blob/b985e2313a/daemon/internal/image/image_os.go',
    read: '2026-11-23',
  },
  'moby-image-store-choice': {
    title: 'moby: image_store_choice.go',
    url: 'https://github.com/moby/moby/blob/b985e2313a/daemon/image_store_choice.go',
    read: '2026-11-23',
  },
  'moby-hostconfig-windows': {
    title: 'moby: hostconfig_windows.go',
    url: 'https://github.com/moby/moby/blob/b985e2313a/daemon/internal/runconfig/hostconfig_windows.go',
    read: '2026-11-23',
  },
  'moby-operatingsystem': {
    title: 'moby: operatingsystem_windows.go',
    url: 'https://github.com/moby/moby/blob/b985e2313a/pkg/parsers/operatingsystem/operatingsystem_windows.go',
    read: '2026-11-23',
  },
  'moby-client-request': {
    title: 'moby: client/request.go',
    url: 'https://github.com/moby/moby/blob/b985e2313a/client/request.go',
    read: '2026-11-23',
  },
  'moby-http-status': {
    title: 'moby: errors and their HTTP status',
    url: 'https://github.com/moby/moby/blob/b985e2313a/daemon/server/httpstatus/status.go',
    read: '2026-11-23',
  },
  'bccontainerhelper-isolation': {
    title: 'BcContainerHelper: GetIsolationMode',
    url: 'https://github.com/microsoft/navcontainerhelper/blob/bc54af59/HelperFunctions.ps1',
    read: '2026-11-23',
  },
  'albuild-base-image': {
    title: 'businessdev.ALbuild: help of Get-BcHostBaseImage',
    url: 'https://www.powershellgallery.com/packages/businessdev.ALbuild',
    read: '2026-11-23',
  },
  'dotnet-docker-tags': {
    title: 'dotnet/dotnet-docker: README.runtime.md (tags)',
    url: 'https://github.com/dotnet/dotnet-docker/blob/3ed00b611c/README.runtime.md',
    read: '2026-11-23',
  },
  'github-actions-limits': {
    title: 'GitHub Docs: Actions limits',
    url: 'https://docs.github.com/en/actions/reference/limits',
    read: '2026-11-29',
  },
  'runner-images-readme': {
    title: 'actions/runner-images: what the hosted images hold',
    url: 'https://github.com/actions/runner-images/tree/749514466/images/windows',
    read: '2026-11-23',
  },
  'windows-11-arm-readme': {
    title: 'actions/runner-images: README (Windows 11 arm64 images)',
    url: 'https://github.com/actions/runner-images/blob/749514466/README.md',
    read: '2026-11-23',
  },
  'nvda-winversion': {
    title: 'nvaccess/nvda: Windows builds and their names',
    url: 'https://github.com/nvaccess/nvda/commit/e4559f78',
    read: '2026-11-23',
  },
  'lifecycle-data': {
    title: 'altrhombus/DataForGeeks: lifecycle of Windows releases',
    url: 'https://github.com/altrhombus/DataForGeeks',
    read: '2026-11-23',
  },
  'kubernetes-windows': {
    title: 'Kubernetes: Windows containers',
    url: 'https://github.com/kubernetes/website/blob/99538990b/content/en/docs/concepts/windows/intro.md',
    read: '2026-11-23',
  },
  'buildkit-dockerfile-reference': {
    title: 'BuildKit: Dockerfile reference',
    url: 'https://github.com/moby/buildkit/blob/master/frontend/dockerfile/docs/reference.md',
    read: '2026-11-23',
  },
  'moby-build-args': {
    title: 'moby: the build arguments of the classic builder',
    url: 'https://github.com/moby/moby/blob/bb402a05ac/daemon/builder/dockerfile/buildargs.go',
    read: '2026-11-29',
  },
  'distribution-reference': {
    title: 'distribution/reference: grammar of image references',
    url: 'https://github.com/distribution/reference/blob/main/reference.go',
    read: '2026-11-23',
  },
  'distribution-spec': {
    title: 'OCI distribution specification',
    url: 'https://github.com/opencontainers/distribution-spec/blob/main/spec.md',
    read: '2026-11-23',
  },
  'moby-oci-windows': {
    title: 'moby: oci_windows.go (what becomes of a container on Windows)',
    url: 'https://github.com/moby/moby/blob/b985e2313a/daemon/oci_windows.go',
    read: '2026-11-23',
  },
  'moby-container-operations-windows': {
    title: 'moby: container_operations_windows.go',
    url: 'https://github.com/moby/moby/blob/b985e2313a/daemon/container_operations_windows.go',
    read: '2026-11-23',
  },
  'moby-windows-parser': {
    title: 'moby: windows_parser.go (mounts)',
    url: 'https://github.com/moby/moby/blob/b985e2313a/daemon/volume/mounts/windows_parser.go',
    read: '2026-11-23',
  },
  'moby-hostconfig-type-windows': {
    title: 'moby: network modes and isolation on Windows',
    url: 'https://github.com/moby/moby/blob/b985e2313a/api/types/container/hostconfig_windows.go',
    read: '2026-11-23',
  },
  'moby-caps-other': {
    title: 'moby: capabilities outside Linux',
    url: 'https://github.com/moby/moby/blob/b985e2313a/daemon/pkg/oci/caps/utils_other.go',
    read: '2026-11-23',
  },
  'moby-libnetwork-windows': {
    title: 'moby: the Windows network driver',
    url: 'https://github.com/moby/moby/blob/b985e2313a/daemon/libnetwork/drivers/windows/windows.go',
    read: '2026-11-23',
  },
  'moby-sandbox-dns-windows': {
    title: 'moby: sandbox_dns_windows.go',
    url: 'https://github.com/moby/moby/blob/b985e2313a/daemon/libnetwork/sandbox_dns_windows.go',
    read: '2026-11-23',
  },
  'moby-logdrivers-windows': {
    title: 'moby: log drivers of Windows engines',
    url: 'https://github.com/moby/moby/blob/b985e2313a/daemon/logdrivers_windows.go',
    read: '2026-11-23',
  },
  'moby-signal-windows': {
    title: 'moby/sys: signals on Windows',
    url: 'https://github.com/moby/moby/blob/b985e2313a/vendor/github.com/moby/sys/signal/signal_windows.go',
    read: '2026-11-23',
  },
  'moby-windowsfilter': {
    title: 'moby: the windowsfilter store',
    url: 'https://github.com/moby/moby/blob/b985e2313a/daemon/graphdriver/windows/windows.go',
    read: '2026-11-23',
  },
  'moby-listeners-windows': {
    title: 'moby: listeners_windows.go',
    url: 'https://github.com/moby/moby/blob/b985e2313a/daemon/listeners/listeners_windows.go',
    read: '2026-11-23',
  },
  'containerd-defaults-windows': {
    title: 'containerd: defaults on Windows',
    url: 'https://github.com/moby/moby/blob/b985e2313a/vendor/github.com/containerd/containerd/v2/defaults/defaults_windows.go',
    read: '2026-11-23',
  },
  'ms-persistent-storage': {
    title: 'Microsoft: persistent storage in containers',
    url: 'https://github.com/MicrosoftDocs/Virtualization-Documentation/blob/77e0742a/virtualization/windowscontainers/manage-containers/persistent-storage.md',
    read: '2026-11-23',
  },
  'docker-compose-create': {
    title: 'docker/compose: what a service becomes',
    url: 'https://github.com/docker/compose/blob/f729794270/pkg/compose/create.go',
    read: '2026-11-23',
  },
  'docker-compose-build': {
    title: 'docker/compose: which builder builds',
    url: 'https://github.com/docker/compose/blob/f729794270/pkg/compose/build_bake.go',
    read: '2026-11-23',
  },
  'docker-compose-api-socket': {
    title: 'docker/compose: use_api_socket',
    url: 'https://github.com/docker/compose/blob/f729794270/pkg/compose/apiSocket.go',
    read: '2026-11-23',
  },
  'compose-spec': {
    title: 'Compose specification',
    url: 'https://github.com/compose-spec/compose-spec/blob/170098ba07/05-services.md',
    read: '2026-11-23',
  },
  'compose-go': {
    title: 'compose-go: how Compose files are read',
    url: 'https://github.com/compose-spec/compose-go/blob/e70e961c3a/loader/loader.go',
    read: '2026-11-23',
  },
  'buildx-bake': {
    title: 'docker/buildx: bake files',
    url: 'https://github.com/docker/buildx/blob/461836ba0f/bake/bake.go',
    read: '2026-11-23',
  },
  'github-workflow-syntax': {
    title: 'GitHub Docs: workflow syntax',
    url: 'https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax',
    read: '2026-11-29',
  },
  'github-reusing-workflows': {
    title: 'GitHub Docs: reusing workflow configurations',
    url: 'https://docs.github.com/en/actions/reference/workflows-and-actions/reusing-workflow-configurations',
    read: '2026-11-29',
  },
  'github-service-containers': {
    title: 'GitHub Docs: service containers need a Linux runner',
    url: 'https://docs.github.com/en/enterprise-server@3.10/actions/using-containerized-services/about-service-containers',
    read: '2026-11-29',
  },
  'github-runner-container-operations': {
    title: 'actions/runner: containers of a job',
    url: 'https://github.com/actions/runner/blob/main/src/Runner.Worker/ContainerOperationProvider.cs',
    read: '2026-11-29',
  },
} as const satisfies Record<string, Source>;
