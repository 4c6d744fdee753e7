import { checkAuthority } from '../../ca/publish/check.ts'
import { listDocuments, removeDocument, saveDocument } from '../../ca/publish/documents.ts'
import { publishedView, runView } from '../../ca/publish/views.ts'
import {
  addTarget,
  destinationOf,
  destinationToTry,
  listTargets,
  removeTarget,
  requirePublishTarget,
  secretOf,
  updateTarget
} from '../../ca/publish/targets.ts'
import { countPublishedFiles, listPublishRuns } from '../../store/publishing.ts'
import { reader } from '../../store/store.ts'
import { actorOf, type HandlerContext, type HandlersOf } from '../handler.ts'
import type { PublishControl } from '../../ca/publish/run.ts'

/** Runs of a target that are shown. */
const SHOWN = 30

export const publishHandlers: HandlersOf<'publish'> = {
  'publish.list': (_input, { engine, ca }) => ({
    targets: listTargets(ca).map((row) => engine.publishing.view(row)),
    documents: listDocuments(ca)
  }),
  'publish.show': (input, { engine, ca }) => {
    const from = reader(ca.store)
    const row = requirePublishTarget(from, input.target)
    return {
      target: engine.publishing.view(row),
      published: publishedView(ca, countPublishedFiles(from, row.id)),
      runs: listPublishRuns(from, row.id, SHOWN).map(runView)
    }
  },
  'publish.add': async (input, context) => {
    const row = await addTarget(context.ca, input, actorOf(context))
    context.engine.jobs.wake()
    return { target: context.engine.publishing.view(row) }
  },
  'publish.update': async (input, context) => {
    const row = await updateTarget(context.ca, input, actorOf(context))
    context.engine.jobs.wake()
    return { target: context.engine.publishing.view(row) }
  },
  'publish.remove': async (input, context) => {
    await removeTarget(context.ca, input.target, actorOf(context))
    return { ok: true }
  },
  'publish.test': (input, { engine, ca, signal }) => {
    const row = requirePublishTarget(reader(ca.store), input.target)
    return engine.publishing.test(destinationOf(row), secretOf(ca, row), signal)
  },
  'publish.try': (input, { engine, ca, signal }) => {
    const { destination, secret } = destinationToTry(ca, input)
    return engine.publishing.test(destination, secret, signal)
  },
  'publish.run': (input, context) => {
    const { name } = requirePublishTarget(reader(context.ca.store), input.target)
    return asTask(context, `Publish to ${name}`, async (control) => {
      const actor = actorOf(context)
      return { run: runView(await context.engine.publishing.run(input.target, { full: input.full, actor }, control)) }
    })
  },
  'publish.export': (input, context) => {
    const base = input.baseAddress ?? context.ca.settings().publicBaseAddress
    return asTask(context, `Publish to ${input.to}`, async (control) => {
      const order = { to: input.to, what: input.what, base }
      const { run, published } = await context.engine.publishing.export(order, actorOf(context), control)
      return { run: runView(run), published: publishedView(context.ca, published) }
    })
  },
  'publish.check': (input, { engine, ca, signal }) => checkAuthority(ca, engine.net, input.authority, signal),
  'publish.document-save': async (input, context) => ({
    document: await saveDocument(context.ca, input, actorOf(context))
  }),
  'publish.document-remove': async (input, context) => {
    await removeDocument(context.ca, input.path, actorOf(context))
    return { ok: true }
  }
}

/** A window that closes does not stop what it has begun: tasks are cancelled by name. */
function asTask<T>(context: HandlerContext, title: string, work: (control: PublishControl) => Promise<T>): Promise<T> {
  return context.engine.tasks.run({ title, operator: actorOf(context).name }, ({ signal, progress }) =>
    work({ signal, progress: (done, total, message) => progress(done, total, message) })
  )
}
