/** The longest name that NetBIOS keeps; some interfaces of Windows tell a machine's name cut to it. */
const NETBIOS_LETTERS = 15;

/**
 * Whether two names are of one machine, as far as names tell: without domain and case, and cut to what NetBIOS keeps.
 * Node and the engine tell the DNS host name in full, `%COMPUTERNAME%` and WMI the NetBIOS name.
 */
export function sameMachineName(one: string, other: string): boolean {
  return plain(one) === plain(other);
}

function plain(name: string): string {
  return (name.split('.', 1)[0] ?? '').slice(0, NETBIOS_LETTERS).toLowerCase();
}
