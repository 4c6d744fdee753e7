// Renders the SVG icons to PNG with the machine's Chromium. Run by hand after an icon has changed.
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { chromium } from 'playwright'
import { findChromium } from './chromium.mjs'
import { root } from './node-runtime.mjs'

const folder = join(root, 'resources', 'icons')
const wanted = [
  ...[16, 24, 32, 48, 64, 128, 256, 512, 1024].map((size) => ['chancery.svg', `${size}.png`, size]),
  ['tray.svg', 'tray.png', 16],
  ['tray.svg', 'tray@2x.png', 32],
  ['tray-template.svg', 'trayTemplate.png', 16],
  ['tray-template.svg', 'trayTemplate@2x.png', 32]
]
const browser = await chromium.launch({
  executablePath: findChromium(),
  args: process.getuid?.() === 0 ? ['--no-sandbox'] : []
})
const page = await browser.newPage()
for (const [source, target, size] of wanted) {
  const image = `data:image/svg+xml;base64,${readFileSync(join(folder, source)).toString('base64')}`
  await page.setViewportSize({ width: size, height: size })
  await page.setContent(
    `<body style="margin:0"><img src="${image}" width="${size}" height="${size}" style="display:block">`
  )
  await page.waitForFunction(() => document.querySelector('img')?.complete)
  writeFileSync(join(folder, target), await page.screenshot({ omitBackground: true }))
}
await browser.close()
