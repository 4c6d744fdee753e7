/** UTS 46, the part of the package that is used here. */
declare module 'tr46' {
  export interface ToAsciiOptions {
    readonly checkBidi?: boolean
    readonly checkHyphens?: boolean
    readonly checkJoiners?: boolean
    readonly useSTD3ASCIIRules?: boolean
    readonly verifyDNSLength?: boolean
    readonly transitionalProcessing?: boolean
  }
  /** @returns the A-labels, or null when the name breaks a rule. */
  export function toASCII(name: string, options?: ToAsciiOptions): string | null
}
