import { ChanceryError, toFailure, type Failure } from '../../../src-shared/errors.ts'
import { proposalIn } from '../../../src-shared/model/quorum.ts'
import { clean } from './print.ts'
import { answerIsNo, exitCodes, interrupted } from './exit-codes.ts'
import { requireRuntime } from './runtime.ts'

/** Where a command writes; tests bring their own. */
export interface Output {
  out(text: string): void
  /** For what people read beside the answer: errors, progress. */
  err(text: string): void
}

/**
 * Runs one command line.
 * @param words behind the program's name
 * @returns the exit code
 */
export async function runCommandLine(words: readonly string[], output: Output, signal: AbortSignal): Promise<number> {
  const json = words.includes('--json')
  try {
    const outcome = await dispatch(words, output, signal)
    return outcome === 'no' ? answerIsNo : 0
  } catch (error) {
    if (signal.aborted) return interrupted
    return report(error, json, output)
  }
}

/** Commands that check evidence, or write what checks it, without an engine. */
const proofs: ReadonlySet<string> = new Set(['ceremony verify', 'ceremony verifier', 'anchor verify'])

async function dispatch(words: readonly string[], output: Output, signal: AbortSignal): Promise<'yes' | 'no'> {
  const [first, second] = words
  if (proofs.has(`${first} ${second}`)) {
    const { prove } = await import('./prove.ts')
    return prove(words, output)
  }
  requireRuntime(process.versions.node)
  if (first === 'backup' && second === 'restore') {
    const { restore } = await import('./restore.ts')
    await restore(words.slice(2), output, signal)
    return 'yes'
  }
  if (first === 'ceremony' && (second === 'rehearse' || second === 'run')) {
    const { runCeremony } = await import('./ceremony/run-ceremony.ts')
    await runCeremony(words.slice(1), output, signal)
    return 'yes'
  }
  switch (first) {
    case 'serve': {
      const { serve } = await import('./serve.ts')
      await serve(words.slice(1), output, signal)
      return 'yes'
    }
    case 'init': {
      const { init } = await import('./init.ts')
      await init(words.slice(1), output, signal)
      return 'yes'
    }
    case 'demo': {
      const { demo } = await import('./demo.ts')
      await demo(words.slice(1), output, signal)
      return 'yes'
    }
    case 'status-server': {
      const { statusServer } = await import('./status-server.ts')
      await statusServer(words.slice(1), output, signal)
      return 'yes'
    }
    case 'perspective': {
      const { perspective } = await import('./perspective.ts')
      await perspective(words.slice(1), output, signal)
      return 'yes'
    }
    case 'completion': {
      const { completionScript } = await import('./completion.ts')
      output.out(completionScript(second))
      return 'yes'
    }
    case '--version': {
      const { productVersion } = await import('./version.ts')
      output.out(`${productVersion()}\n`)
      return 'yes'
    }
    default: {
      const { runOperation } = await import('./operation-command.ts')
      const { publishShortcut } = await import('./publish-shortcut.ts')
      return runOperation(publishShortcut(words), output, signal)
    }
  }
}

function report(error: unknown, json: boolean, output: Output): number {
  const failure = toFailure(error, 'this terminal')
  if (json) output.err(`${JSON.stringify({ error: failure })}\n`)
  else output.err(failureText(failure, error))
  return exitCodes[failure.code]
}

/** What happened, why, and what to do, in that order; an unexpected error keeps its stack, since no log has it. */
function failureText(failure: Failure, error: unknown): string {
  const lines = [`chancery: ${clean(failure.message)}`]
  const proposal = proposalIn(failure.reasons)
  const saysMore =
    failure.reasons.length > 1 || failure.reasons.some((reason) => !failure.message.includes(reason.message))
  if (proposal === undefined && saysMore)
    for (const reason of failure.reasons)
      lines.push(`  ${clean(reason.where)}: ${clean(reason.message)} [${clean(reason.rule)}]`)
  if (proposal !== undefined)
    lines.push(
      `  Who may approve:  chancery quorum show --id ${proposal}`,
      `  Say why:          chancery quorum explain --id ${proposal} --reason TEXT`,
      `  After approval:   chancery quorum execute --id ${proposal}`
    )
  if (!(error instanceof ChanceryError) && error instanceof Error) lines.push(error.stack ?? error.message)
  if (failure.code !== 'internal') lines.push(`  (${failure.code})`)
  return `${lines.join('\n')}\n`
}
