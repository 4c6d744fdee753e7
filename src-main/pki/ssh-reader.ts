import { ChanceryError } from '../../src-shared/errors.ts'

/** Reads the data types of SSH (RFC 4251 5) off bytes, strictly. */
export class SshReader {
  readonly #bytes: Uint8Array
  #at = 0

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes
  }

  /** Octets that are not read yet. */
  get left(): number {
    return this.#bytes.length - this.#at
  }

  /** uint32. @throws ChanceryError `malformed` */
  number(): number {
    if (this.left < 4) throw malformedSsh('it is cut off')
    const view = new DataView(this.#bytes.buffer, this.#bytes.byteOffset, this.#bytes.length)
    const value = view.getUint32(this.#at)
    this.#at += 4
    return value
  }

  /** string, as octets. @throws ChanceryError `malformed` */
  octets(most: number): Uint8Array {
    const length = this.number()
    if (length > this.left) throw malformedSsh('it is cut off')
    if (length > most) throw malformedSsh(`a field has ${length} octets; at most ${most} belong there`)
    this.#at += length
    return this.#bytes.subarray(this.#at - length, this.#at)
  }

  /** string of printable ASCII. @throws ChanceryError `malformed` */
  text(most: number): string {
    const text = Buffer.from(this.octets(most)).toString('latin1')
    if (!/^[\x20-\x7e]*$/.test(text)) throw malformedSsh('a name in it is not ASCII')
    return text
  }

  /** mpint above zero, in its shortest form. @returns its octets without the zero in front. @throws ChanceryError `malformed` */
  positive(most: number): Uint8Array {
    const octets = this.octets(most + 1)
    const [first = 0x80, second = 0] = octets
    if (first >= 0x80 || (first === 0 && second < 0x80))
      throw malformedSsh('a number in it is negative, zero, or not written in its shortest form (RFC 4251 5)')
    return first === 0 ? octets.subarray(1) : octets
  }

  /** @throws ChanceryError `malformed` where anything is left */
  finish(): void {
    if (this.left > 0) throw malformedSsh(`${this.left} bytes follow its end`)
  }
}

/** @returns the refusal of what is no key of SSH */
export function malformedSsh(why: string, cause?: unknown): ChanceryError {
  return new ChanceryError('malformed', `The SSH key cannot be read: ${why}.`, cause === undefined ? {} : { cause })
}
