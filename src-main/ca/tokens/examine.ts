import { explainToken } from '../../../src-shared/model/token-words.ts'
import type { DoctorReport, ModuleView, TokenView } from '../../../src-shared/model/token.ts'
import type { CaContext } from '../context.ts'
import { requireTokens } from './places.ts'
import { listTokens } from './view.ts'

/** Examines one module, or all that are in use. @throws ChanceryError `not-found`, `unsafe-file` */
export async function examineModules(
  ca: CaContext,
  input: { module?: string | undefined }
): Promise<{ reports: DoctorReport[] }> {
  const tokens = requireTokens(ca)
  const paths = input.module === undefined ? tokens.modules().map(({ path }) => path) : [input.module]
  const reports: DoctorReport[] = []
  // One after the other: two modules for the same reader disturb each other.
  for (const path of paths) reports.push(await tokens.examine(path))
  return { reports }
}

/** @returns tokens behind the modules in use, or behind one module that need not be in use. @throws ChanceryError `not-found`, `unsafe-file` */
export async function tokensBehind(
  ca: CaContext,
  input: { module?: string | undefined; fresh: boolean }
): Promise<{ tokens: TokenView[]; modules: ModuleView[] }> {
  const tokens = requireTokens(ca)
  const { module } = input
  if (module !== undefined && tokens.modules().every(({ path }) => path !== module)) {
    const report = await tokens.examine(module)
    return { tokens: report.slots.flatMap((slot) => tokenOf(module, slot)), modules: [moduleOf(report)] }
  }
  await tokens.survey(input.fresh)
  return {
    tokens: listTokens(ca).filter((one) => module === undefined || one.module === module),
    modules: tokens.modules().filter(({ path }) => module === undefined || path === module)
  }
}

function tokenOf(module: string, slot: DoctorReport['slots'][number]): TokenView[] {
  if (slot.token === null || slot.address === null) return []
  const { address, state, tries, algorithms, serial } = slot
  return [
    {
      address,
      label: slot.token,
      manufacturer: '',
      model: '',
      serial,
      firmware: '',
      state,
      tries,
      explanation: explainToken({ label: slot.token, state, tries }),
      module,
      slot: slot.description,
      hardware: false,
      pinPad: slot.login === 'pin-pad',
      minPin: null,
      maxPin: null,
      pinSource: null,
      waiting: false,
      queued: 0,
      algorithms,
      authorities: [],
      services: []
    }
  ]
}

function moduleOf(report: DoctorReport): ModuleView {
  const { module, product, loads, description, version, cryptoki, findings } = report
  const problem = findings.find(({ level }) => level === 'problem')?.text ?? null
  return {
    path: module,
    label: product,
    state: loads ? 'stopped' : 'failed',
    description,
    version,
    cryptoki,
    problem: loads ? null : problem,
    process: null
  }
}
