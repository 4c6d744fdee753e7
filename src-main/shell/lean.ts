import { setFlagsFromString } from 'node:v8'
import { app } from 'electron'

/**
 * V8 keeps its young generation small and drops code that was not run for a while. The engine holds few objects for
 * long, so this costs it nothing that shows, and the page neither.
 */
const v8Flags = ['--optimize-for-size', '--max-semi-space-size=1']

/**
 * Of the page alone: its bytecode stays. V8 would drop that of functions that were not run for some collections, compile
 * them anew at their next call, and note the place of each compilation in a list of the script that never shrinks: a
 * window that is used for days would grow by it, and what the bytecode takes is bounded.
 */
const pageFlags = ['--no-flush-bytecode']

/** Parts of Chromium that this window has no use for: it shows its own pages, and they open no others. */
const unusedFeatures = [
  // A renderer kept warm for the next site: there is none.
  'SpareRendererForSitePerProcess',
  'MediaRouter',
  'GlobalMediaControls',
  'HardwareMediaKeyHandling',
  'Translate',
  'OptimizationHints',
  'AutofillServerCommunication',
  'InterestFeedContentSuggestions'
]

/** Chromium's own errands in the network and at the disk. Nothing of the page may reach a network anyway. */
const unusedErrands = [
  'disable-background-networking',
  'disable-component-update',
  'disable-domain-reliability',
  'disable-breakpad',
  'disable-speech-api',
  'no-pings'
]

/** Leaves out of Chromium and V8 what this app does not need. Must run before Electron is ready. */
export function runLean(): void {
  for (const flag of v8Flags) setFlagsFromString(flag)
  // Added to what the command line already says.
  for (const [name, values, between] of [
    ['js-flags', [...v8Flags, ...pageFlags], ' '],
    ['disable-features', unusedFeatures, ',']
  ] as const) {
    const given = app.commandLine.getSwitchValue(name)
    app.commandLine.appendSwitch(name, [...(given === '' ? [] : [given]), ...values].join(between))
  }
  for (const name of unusedErrands) app.commandLine.appendSwitch(name)
}
