// `npm test`: every check in a fixed order, a line each. `npm run check`: within a minute, types and architecture
// whole, lint and unit tests of what changed. `npm test -- unit build`: by name.
import { continueUnderPinnedNode } from './node-runtime.mjs'
import { installIfNeeded } from './packages.mjs'

installIfNeeded()
await continueUnderPinnedNode(import.meta.url)

const { provideSystemPackages } = await import('./test/system-packages.mjs')
const { makeContext, stages } = await import('./test/stages.mjs')
const { stopTools } = await import('./test/run-tool.mjs')

for (const signal of ['SIGINT', 'SIGTERM']) {
  process.once(signal, () => {
    stopTools()
    process.exit(130)
  })
}

const say = (line) => console.log(line)
const quick = process.argv.includes('--quick')
const named = process.argv.slice(2).filter((argument) => !argument.startsWith('--'))
const unknown = named.find((name) => !stages.some((stage) => stage.name === name))
if (unknown !== undefined) {
  console.error(`There is no stage "${unknown}". Stages: ${stages.map((stage) => stage.name).join(', ')}`)
  process.exit(2)
}
const chosen = stages.filter((stage) =>
  named.length > 0 ? named.includes(stage.name) : !quick || stage.quick !== undefined
)

const needsMachine = chosen.some((stage) => stage.quick === undefined && stage.name !== 'build')
const context = makeContext(needsMachine ? provideSystemPackages(say) : new Map())
const total = { passed: 0, failed: 0, skipped: 0 }
const failures = []

for (const stage of chosen) {
  const started = performance.now()
  const work = quick && stage.quick !== undefined ? stage.quick : stage.run
  const result = await work(context).catch((error) => ({
    passed: 0,
    failed: 1,
    skipped: 0,
    notes: [],
    failures: [],
    output: String(error?.stack ?? error)
  }))
  const seconds = ((performance.now() - started) / 1000).toFixed(1)
  if (result.output.trim() !== '') say(`\n---- ${stage.name} ----\n${result.output.trim()}\n----`)
  const skipped = result.skipped > 0 ? `, ${result.skipped} skipped` : ''
  say(
    `${result.failed > 0 ? 'FAILED' : 'ok    '} ${stage.name.padEnd(18)} ${result.passed} passed, ${result.failed} failed${skipped}  ${seconds} s`
  )
  for (const note of result.notes) say(`       ${note}`)
  for (const key of ['passed', 'failed', 'skipped']) total[key] += result[key]
  failures.push(...result.failures.map((failure) => ({ stage: stage.name, ...failure })))
}

// Once more at the end: logs of long runs are often kept from their end.
for (const { stage, name, message } of failures) say(`\nFAILED in ${stage}: ${name}\n${message}`)

if (quick && named.length === 0) {
  const left = stages.filter((stage) => !chosen.includes(stage)).map((stage) => stage.name)
  say(`\nLeft for npm test: lint and unit of what did not change; ${left.join(', ')}.`)
}
process.exitCode = total.failed > 0 ? 1 : 0
say(`${total.passed} passed, ${total.failed} failed${total.skipped > 0 ? `, ${total.skipped} skipped` : ''}`)
