import { isIP } from 'node:net'
import { isLoopback } from '../world/http-listener.ts'

/** What every answer of the administration side carries, whatever it is (OWASP secure headers). */
export const securityHeaders: Readonly<Record<string, string>> = {
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  // Our own page reads QR codes with the camera; the browser asks first.
  'Permissions-Policy': 'camera=(self), microphone=(), geolocation=(), usb=(), serial=(), hid=()',
  'X-Frame-Options': 'DENY'
}

/** Two years in seconds, as browsers' own lists want it. */
const twoYears = 63_072_000

/**
 * Strict-Transport-Security for a server with TLS (RFC 6797). It speaks for every port of a host: on this machine's own
 * name it would shut out whatever else runs here, and an address cannot have one (8.1.1).
 */
export function strictTransport(host: string): string | undefined {
  const name = host.replace(/^\[|\]$/g, '')
  return isLoopback(name) || isIP(name) !== 0 ? undefined : `max-age=${twoYears}`
}
