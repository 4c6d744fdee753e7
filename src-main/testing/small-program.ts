/**
 * @returns the smallest Windows program that signing tools take: DOS stub, PE32+ headers of the Microsoft PE and COFF
 * specification, one section of code that returns at once.
 */
export function smallProgram(): Uint8Array {
  const bytes = new Uint8Array(0x400)
  const view = new DataView(bytes.buffer)
  const put = (at: number, size: 2 | 4 | 8, value: number): void => {
    if (size === 2) view.setUint16(at, value, true)
    else if (size === 4) view.setUint32(at, value, true)
    else view.setBigUint64(at, BigInt(value), true)
  }
  put(0, 2, 0x5a4d) // MZ
  put(0x3c, 4, 0x40) // where the PE header is
  put(0x40, 4, 0x4550) // PE
  put(0x44, 2, 0x8664) // machine: x64
  put(0x46, 2, 1) // sections
  put(0x54, 2, 0xf0) // octets of the optional header
  put(0x56, 2, 0x22) // executable, large addresses
  const optional = 0x58
  put(optional, 2, 0x20b) // PE32+
  put(optional + 4, 4, 0x200) // octets of code
  put(optional + 16, 4, 0x1000) // entry
  put(optional + 20, 4, 0x1000) // base of code
  put(optional + 24, 8, 0x1_4000_0000) // image base
  put(optional + 32, 4, 0x1000) // section alignment
  put(optional + 36, 4, 0x200) // file alignment
  put(optional + 40, 2, 6) // system version
  put(optional + 48, 2, 6) // subsystem version
  put(optional + 56, 4, 0x2000) // octets of the image
  put(optional + 60, 4, 0x200) // octets of the headers
  put(optional + 68, 2, 3) // console
  put(optional + 108, 4, 16) // data directories
  const section = optional + 0xf0
  bytes.set(new TextEncoder().encode('.text'), section)
  put(section + 8, 4, 1)
  put(section + 12, 4, 0x1000)
  put(section + 16, 4, 0x200)
  put(section + 20, 4, 0x200)
  put(section + 36, 4, 0x6000_0020)
  bytes[0x200] = 0xc3 // ret
  return bytes
}
