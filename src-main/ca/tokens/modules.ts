import { basename } from 'node:path'
import { ChanceryError } from '../../../src-shared/errors.ts'
import type { Actor } from '../../../src-shared/model/channel.ts'
import type { DoctorReport, ModuleView } from '../../../src-shared/model/token.ts'
import { reader } from '../../store/store.ts'
import { deleteTokenModule, insertTokenModule, listTokenModules } from '../../store/tokens.ts'
import { transaction } from '../../store/transaction.ts'
import { recordAudit } from '../audit.ts'
import type { CaContext } from '../context.ts'
import { requireTokens } from './places.ts'

/** Has the modules of the database in use. */
export function loadModules(ca: CaContext): void {
  requireTokens(ca).use(listTokenModules(reader(ca.store)))
}

/** @returns modules in use, and those that are installed in a usual place */
export function showModules(ca: CaContext): {
  modules: ModuleView[]
  found: { path: string; label: string; inUse: boolean }[]
} {
  const tokens = requireTokens(ca)
  return { modules: [...tokens.modules()], found: [...tokens.installed()] }
}

/**
 * Uses a module from now on. It is loaded first, in a process of its own: one that does not load is not kept.
 * @throws ChanceryError `conflict`, `not-found`, `unsafe-file`; `key-unavailable` where it cannot be loaded
 */
export async function addModule(
  ca: CaContext,
  input: { module: string; label?: string | undefined },
  actor: Actor
): Promise<{ report: DoctorReport }> {
  const { module: path } = input
  if (listTokenModules(reader(ca.store)).some((row) => row.path === path))
    throw new ChanceryError('conflict', `The module ${path} is in use already.`)
  const report = await requireTokens(ca).examine(path)
  if (!report.loads) throw new ChanceryError('key-unavailable', report.findings.map(({ text }) => text).join(' '))
  const label = input.label ?? (report.product === 'unknown' ? basename(path) : report.product)
  await transaction(ca.store, (tx) => {
    insertTokenModule(tx, { path, label, createdAt: ca.clock.now() })
    note(tx, ca, 'token.modules-add', path, actor)
  })
  loadModules(ca)
  await requireTokens(ca).survey()
  return { report }
}

/** Ends the use of a module and its process. @throws ChanceryError `not-found` */
export async function removeModule(ca: CaContext, input: { module: string }, actor: Actor): Promise<{ ok: true }> {
  await transaction(ca.store, (tx) => {
    if (!deleteTokenModule(tx, input.module))
      throw new ChanceryError('not-found', `The module ${input.module} is not in use.`)
    note(tx, ca, 'token.modules-remove', input.module, actor)
  })
  loadModules(ca)
  return { ok: true }
}

function note(
  tx: Parameters<typeof recordAudit>[0],
  ca: CaContext,
  operation: string,
  path: string,
  actor: Actor
): void {
  recordAudit(tx, ca, { actor, operation, object: { kind: 'token-module', id: path }, outcome: 'ok' })
}
