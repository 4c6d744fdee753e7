/** Who can reach an address that is listened on: this machine only, others on its network, or whoever the name leads to. */
export type Reach = 'machine' | 'everywhere' | 'network'

/** @param host an address or name of this machine, as the settings hold it */
export function reachOf(host: string): Reach {
  const name = host.trim().toLowerCase()
  if (name === 'localhost' || name === '::1' || /^127(?:\.\d{1,3}){3}$/.test(name)) return 'machine'
  // The unspecified addresses stand for every address of the machine (RFC 4291 2.5.2).
  return name === '0.0.0.0' || /^(?:0{0,4}:){2,7}0{0,4}$/.test(name) ? 'everywhere' : 'network'
}
