/**
 * The one content security policy of the user interface, for the app's own scheme and for HTTP alike
 * (CSP Level 3). No script or style runs that is not one of our files or carries this answer's nonce.
 * @param nonce at least 128 random bits in base64, new for every answer
 */
export function contentSecurityPolicy(nonce: string): string {
  return [
    "default-src 'none'",
    `script-src 'self' 'nonce-${nonce}'`,
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' data: blob:",
    "font-src 'self'",
    "connect-src 'self'",
    "worker-src 'self'",
    "manifest-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    "object-src 'none'"
  ].join('; ')
}

/** Stands in the built index.html wherever the server has to put the nonce of its answer. */
export const noncePlaceholder = 'CHANCERY-CSP-NONCE'
