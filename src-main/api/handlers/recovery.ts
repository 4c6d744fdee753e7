import { ChanceryError } from '../../../src-shared/errors.ts'
import { drillReport } from '../../../src-shared/model/recovery.ts'
import type { DrillRow } from '../../../src-shared/api/recovery.ts'
import { actorOf, type HandlersOf } from '../handler.ts'

const pdf = (name: string, bytes: Uint8Array): { name: string; mediaType: string; base64: string } => ({
  name,
  mediaType: name.endsWith('.json') ? 'application/json' : 'application/pdf',
  base64: Buffer.from(bytes).toString('base64')
})

interface StoredDrill extends Omit<DrillRow, 'report' | 'present'> {
  readonly present: readonly string[]
  readonly report: unknown
}

const shownDrill = (row: StoredDrill): DrillRow => ({
  ...row,
  present: [...row.present],
  report: drillReport.parse(row.report)
})

export const backupHandlers: HandlersOf<'backup'> = {
  'backup.create': (input, context) =>
    context.engine.recovery.createBackup(actorOf(context), context.signal, {
      name: input.name,
      passphrase: input.backupPassphrase
    }),
  'backup.list': async (_input, { engine }) => ({
    backups: (await engine.recovery.listBackups()).map((one) => ({ ...one }))
  }),
  'backup.show': (_input, { engine }) => {
    const { recipients, lastRun, ...state } = engine.recovery.backupState()
    const { backupEveryHours, backupsKept, backupFolder } = engine.settings.show()
    return {
      ...state,
      lastRun:
        lastRun === null
          ? null
          : {
              at: lastRun.at,
              place: lastRun.place,
              file: lastRun.file,
              outcome: lastRun.outcome,
              cause: lastRun.cause,
              message: lastRun.message
            },
      recipients: [...recipients],
      everyHours: backupEveryHours,
      kept: backupsKept,
      folder: backupFolder
    }
  },
  'backup.set-passphrase': async (input, context) => {
    await context.engine.recovery.setBackupPassphrase(input.backupPassphrase, actorOf(context))
    return { ok: true }
  },
  'backup.set-recipients': async (input, context) => {
    await context.engine.recovery.setRecipients(input.certificates, actorOf(context))
    return { ok: true }
  },
  'backup.set-remote': async ({ to, ...rest }, context) => {
    await context.engine.recovery.setRemote(to === undefined ? null : { to, ...rest }, actorOf(context))
    return { ok: true }
  },
  'backup.drill': async (input, context) => {
    const { file, backupPassphrase, recipientKey, recipientKeyPassphrase, ownPassphrase, present } = input
    if ((backupPassphrase === undefined) === (recipientKey === undefined))
      throw new ChanceryError(
        'invalid-input',
        'Give either the passphrase of the backup or the private key of a recipient.'
      )
    const row = await context.engine.recovery.drillBackup(
      {
        file,
        passphrase: ownPassphrase,
        present,
        opener:
          backupPassphrase !== undefined
            ? { kind: 'passphrase', passphrase: backupPassphrase }
            : {
                kind: 'recipient',
                privateKey: Buffer.from(
                  recipientKey ?? '',
                  recipientKey?.includes('-----') === true ? 'utf8' : 'base64'
                ),
                keyPassphrase: recipientKeyPassphrase
              }
      },
      actorOf(context),
      context.signal
    )
    return { drill: shownDrill(row) }
  },
  'backup.drills': (_input, { engine }) => ({ drills: engine.recovery.drills().map(shownDrill) }),
  'backup.drill-report': async (input, { engine }) => {
    const { name, bytes } = await engine.recovery.drillFile(input.id, input.format, input.language)
    return { file: pdf(name, bytes) }
  }
}

export const vaultHandlers: HandlersOf<'vault'> = {
  'vault.shares-create': async (input, context) => {
    const {
      set,
      cards,
      pdf: bytes
    } = await context.engine.recovery.createShares(input, actorOf(context), input.language)
    return {
      set: { ...set, holders: [...set.holders] },
      cards: cards.map(({ words, ...card }) => ({ ...card, words: words.join(' ') })),
      file: pdf(`chancery-shares-${set.fingerprint}.pdf`, bytes)
    }
  },
  'vault.shares-show': (_input, { engine }) => {
    const set = engine.recovery.shareSet()
    return { set: set === null ? null : { ...set, holders: [...set.holders] } }
  },
  'vault.shares-combine': async (input, context) => {
    const { operator, numbers } = await context.engine.recovery.combineShares(
      { shares: input.shares, operator: input.operator, passphrase: input.newPassphrase },
      context.caller.channel
    )
    return { operator, numbers: [...numbers] }
  },
  'vault.shares-drill': async (input, context) => ({
    drill: shownDrill(await context.engine.recovery.drillShares(input, actorOf(context)))
  })
}

export const recoveryHandlers: HandlersOf<'recovery'> = {
  'recovery.kit': async (input, { engine }) => {
    const { version, pdf: bytes } = await engine.recovery.kitFile(input.language)
    return { version, file: pdf(`recovery-kit-${version}.pdf`, bytes) }
  },
  'recovery.show': async (_input, { engine }) => {
    const { version, at, sha256, printed } = await engine.recovery.kit()
    return { version, at, sha256, printed, places: engine.recovery.places().map((one) => ({ ...one })) }
  },
  'recovery.set-places': async (input, context) => {
    await context.engine.recovery.setPlaces(input.places, actorOf(context))
    return { ok: true }
  }
}
