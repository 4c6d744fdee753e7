import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import { z } from 'zod'
import type { BundleItemView, BundleRow } from '../../../src-shared/api/air-gap.ts'
import { useCommand, useRead } from '../../live.ts'
import { FormDialog } from '../../ui/dialog/form-dialog.tsx'
import { ChipsInput } from '../../ui/form/chips-input.tsx'
import { useSchemaForm } from '../../ui/form/form.tsx'
import { SelectInput } from '../../ui/form/select-input.tsx'
import { TextInput } from '../../ui/form/text-input.tsx'
import { useToast } from '../../ui/toasts.tsx'

const schema = z.object({ authority: z.string(), decline: z.array(z.string()), declineReason: z.string().max(500) })

/** Does what a request asks and makes the answer. */
export function AnswerDialog(props: {
  readonly bundle: BundleRow
  readonly items: readonly BundleItemView[]
  readonly onClose: () => void
}): ReactElement {
  const { t } = useTranslation('air-gap')
  const navigate = useNavigate()
  const toast = useToast()
  const answer = useCommand('bundle.answer')
  const authorities = useRead('authority.list', {})
  const form = useSchemaForm(schema, { authority: '', decline: [], declineReason: '' })
  const { bundle, items } = props
  const unnamed = items.some(({ root }) => root === null)
  const roots = (authorities.data?.authorities ?? []).filter(({ kind, state }) => kind === 'root' && state === 'active')
  return (
    <FormDialog
      title={t('answer.title', { number: bundle.number })}
      lead={t('answer.lead')}
      form={form}
      error={answer.error}
      busy={answer.isPending}
      action={t('answer.confirm')}
      onClose={props.onClose}
      onSubmit={({ authority, decline, declineReason }) => {
        answer.mutate(
          { request: bundle.id, decline, declineReason, ...(authority === '' ? {} : { authority: Number(authority) }) },
          {
            onSuccess: ({ bundle: made }) => {
              toast({ tone: 'success', text: t('answer.done', { name: bundle.peerName }) })
              void navigate(`/air-gap/bundles/${made.id}`)
            }
          }
        )
      }}
    >
      {unnamed && (
        <SelectInput
          name="authority"
          label={t('answer.root')}
          choices={roots.map(({ id, name }) => ({ value: String(id), label: name }))}
        />
      )}
      <ChipsInput
        name="decline"
        label={t('answer.decline')}
        options={items.flatMap(({ item, kind, about }) =>
          item === null ? [] : [{ value: item, label: `${t(`item.${kind}`)} ${about}`.trim() }]
        )}
      />
      <TextInput name="declineReason" label={t('answer.reason')} />
    </FormDialog>
  )
}
