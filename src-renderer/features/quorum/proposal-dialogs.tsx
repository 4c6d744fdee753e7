import Button from '@mui/material/Button'
import Link from '@mui/material/Link'
import Typography from '@mui/material/Typography'
import { useMemo, useState, type ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import { call } from '../../client.ts'
import { pivSlots } from '../../../src-shared/model/yubikey.ts'
import { useCommand } from '../../live.ts'
import { useMay } from '../../state/session.tsx'
import { ConfirmDialog } from '../../ui/dialog/confirm-dialog.tsx'
import { FormDialog } from '../../ui/dialog/form-dialog.tsx'
import { toBase64 } from '../../ui/files/file-content.ts'
import { useSave } from '../../ui/files/use-save.ts'
import { FileDrop } from '../../ui/form/file-drop.tsx'
import { SelectInput } from '../../ui/form/select-input.tsx'
import { useSchemaForm } from '../../ui/form/form.tsx'
import { TextInput } from '../../ui/form/text-input.tsx'
import { useToast } from '../../ui/toasts.tsx'
import { useOperationWords } from './operation-words.ts'
import type { Proposal } from './proposal-page.tsx'
import { YubiKeyFields } from './yubikey-fields.tsx'

export type DialogName = 'approve' | 'decline' | 'withdraw' | 'execute' | 'explain'
interface DialogProps {
  readonly proposal: Proposal
  readonly onClose: () => void
}

export function ProposalDialog(props: DialogProps & { readonly name: DialogName }): ReactElement {
  switch (props.name) {
    case 'approve':
      return <ApproveDialog {...props} />
    case 'explain':
      return <ExplainDialog {...props} />
    default:
      return <DecisionDialog {...props} name={props.name} />
  }
}

/** Declining, withdrawing and carrying out: one decision with its consequence. */
function DecisionDialog({
  name,
  proposal,
  onClose
}: DialogProps & { readonly name: 'decline' | 'withdraw' | 'execute' }): ReactElement {
  const { t } = useTranslation('quorum')
  const toast = useToast()
  const words = useOperationWords()
  const decline = useCommand('quorum.decline')
  const withdraw = useCommand('quorum.withdraw')
  const execute = useCommand('quorum.execute')
  const { mutate, isPending, error } = { decline, withdraw, execute }[name]
  const { id } = proposal
  return (
    <ConfirmDialog
      open
      danger={name !== 'withdraw'}
      title={t(`${name}.title`, { id })}
      consequence={
        <>
          <Typography sx={{ fontWeight: 600 }}>{words(proposal.operation, proposal.summary)}</Typography>
          {proposal.about !== '' && <Typography>{proposal.about}</Typography>}
          <Typography color="textSecondary">{t(`${name}.consequence`, { name: proposal.proposer })}</Typography>
        </>
      }
      confirmLabel={t(`action.${name}`)}
      busy={isPending}
      error={error}
      onClose={onClose}
      onConfirm={() => {
        mutate(
          { id },
          {
            onSuccess: () => {
              toast({ tone: 'success', text: t(`${name}.done`, { id }) })
              onClose()
            }
          }
        )
      }}
    />
  )
}

/** @returns a signature as base64: text that is base64 as it is, anything else as bytes */
export async function readSignature(file: File): Promise<{ readonly name: string; readonly content: string }> {
  const bytes = new Uint8Array(await file.arrayBuffer())
  const text = new TextDecoder('latin1').decode(bytes).replace(/\s+/g, '')
  return { name: file.name, content: /^[A-Za-z0-9+/]{16,}={0,2}$/.test(text) ? text : toBase64(bytes) }
}

/** The step-up: the own passphrase once more, or a signature that a token made outside. */
function ApproveDialog({ proposal, onClose }: DialogProps): ReactElement {
  const { t } = useTranslation('quorum')
  const toast = useToast()
  const words = useOperationWords()
  const approve = useCommand('quorum.approve')
  const statement = useSave()
  const [bySignature, setBySignature] = useState(proposal.mine.stepUp === 'signature')
  const [signature, setSignature] = useState<{ readonly name: string; readonly content: string }>()
  const { id } = proposal
  const mayUseTokens = useMay('token.read')
  const schema = useMemo(
    () =>
      z.object({
        passphrase: bySignature ? z.string() : z.string().min(1).max(1024),
        comment: z.string().max(1000),
        source: z.enum(['yubikey', 'file']),
        serial: z.string(),
        slot: z.enum(pivSlots),
        pin: z.string().max(256)
      }),
    [bySignature]
  )
  const form = useSchemaForm(schema, {
    passphrase: '',
    comment: '',
    source: mayUseTokens ? 'yubikey' : 'file',
    serial: '',
    slot: '9a',
    pin: ''
  })
  const [source, serial, pin] = form.watch(['source', 'serial', 'pin'])
  return (
    <FormDialog
      title={t('approve.title', { id })}
      lead={
        <>
          <Typography sx={{ fontWeight: 600 }}>
            {words(proposal.operation, proposal.summary)}
            {proposal.about === '' ? '' : `: ${proposal.about}`}
          </Typography>
          {t('approve.lead')}
        </>
      }
      form={form}
      error={approve.error}
      busy={approve.isPending}
      blocked={bySignature && (source === 'file' ? signature === undefined : serial === '' || pin === '')}
      action={t('action.approve')}
      onClose={onClose}
      onSubmit={({ passphrase, comment, ...by }) => {
        approve.mutate(
          {
            id,
            comment,
            ...(!bySignature
              ? { ownPassphrase: passphrase }
              : by.source === 'yubikey'
                ? { yubikey: Number(by.serial), slot: by.slot, pin: by.pin }
                : { signature: signature?.content ?? '' })
          },
          {
            onSuccess: () => {
              toast({ tone: 'success', text: t('approve.done', { id }) })
              onClose()
            }
          }
        )
      }}
    >
      {bySignature ? (
        <>
          {mayUseTokens && (
            <SelectInput
              name="source"
              label={t('source.label')}
              choices={[
                { value: 'yubikey', label: t('source.yubikey') },
                { value: 'file', label: t('source.file') }
              ]}
            />
          )}
          {source === 'yubikey' ? (
            <YubiKeyFields signing />
          ) : (
            <>
              <Typography variant="body2">{t('approve.signatureLead')}</Typography>
              <Button
                variant="outlined"
                loading={statement.busy}
                sx={{ justifySelf: 'start' }}
                onClick={() => {
                  statement.save(async () => (await call('quorum.statement', { id })).file)
                }}
              >
                {t('action.statement')}
              </Button>
              <FileDrop
                label={t('approve.signature')}
                chosen={signature?.name}
                read={readSignature}
                onFile={setSignature}
              />
            </>
          )}
        </>
      ) : (
        <>
          <TextInput name="passphrase" label={t('approve.passphrase')} secret required autoFocus />
          <Link
            component="button"
            type="button"
            sx={{ justifySelf: 'start' }}
            onClick={() => {
              setBySignature(true)
            }}
          >
            {t('approve.orSignature')}
          </Link>
        </>
      )}
      <TextInput name="comment" label={t('approve.comment')} />
    </FormDialog>
  )
}

const reasonForm = z.object({ reason: z.string().trim().min(1).max(2000) })

function ExplainDialog({ proposal, onClose }: DialogProps): ReactElement {
  const { t } = useTranslation('quorum')
  const toast = useToast()
  const explain = useCommand('quorum.explain')
  const form = useSchemaForm(reasonForm, { reason: proposal.reason })
  return (
    <FormDialog
      title={t('explain.title')}
      form={form}
      error={explain.error}
      busy={explain.isPending}
      action={t('ui:save')}
      onClose={onClose}
      onSubmit={({ reason }) => {
        explain.mutate(
          { id: proposal.id, reason },
          {
            onSuccess: () => {
              toast({ tone: 'success', text: t('explain.done') })
              onClose()
            }
          }
        )
      }}
    >
      <TextInput name="reason" label={t('explain.reason')} required autoFocus />
    </FormDialog>
  )
}
