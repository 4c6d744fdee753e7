/** @returns the path of the machine's Chromium or Chrome, or undefined where there is none */
export function findChromium(): string | undefined
