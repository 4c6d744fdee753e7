import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import { z } from 'zod'
import type { Output } from '../../../src-shared/api/index.ts'
import { useCommand, useRead } from '../../live.ts'
import { FormDialog } from '../../ui/dialog/form-dialog.tsx'
import { useSchemaForm } from '../../ui/form/form.tsx'
import { NumberInput } from '../../ui/form/number-input.tsx'
import { SelectInput } from '../../ui/form/select-input.tsx'

const schema = z.object({
  peer: z.string().min(1),
  authority: z.string().min(1),
  crls: z.number().int().min(0).max(60)
})

/** Makes the bundle with which a root is mirrored elsewhere. */
export function HandOverDialog(props: {
  readonly overview: Output<'bundle.overview'>
  readonly onClose: () => void
}): ReactElement {
  const { t } = useTranslation('air-gap')
  const navigate = useNavigate()
  const make = useCommand('bundle.hand-over')
  const authorities = useRead('authority.list', {})
  const { peers, mirrors } = props.overview
  const form = useSchemaForm(schema, { peer: String(peers[0]?.id ?? ''), authority: '', crls: 12 })
  const roots = (authorities.data?.authorities ?? []).filter(
    ({ id, kind, certificateId }) =>
      kind === 'root' && certificateId !== null && !mirrors.some(({ authorityId }) => authorityId === id)
  )
  return (
    <FormDialog
      title={t('hand.title')}
      lead={t('hand.lead')}
      form={form}
      error={make.error}
      busy={make.isPending}
      action={t('hand.confirm')}
      onClose={props.onClose}
      onSubmit={({ peer, authority, crls }) => {
        make.mutate(
          { peer: Number(peer), authority: Number(authority), crls },
          { onSuccess: ({ bundle }) => void navigate(`/air-gap/bundles/${bundle.id}`) }
        )
      }}
    >
      <SelectInput
        name="peer"
        label={t('hand.peer')}
        required
        choices={peers.map(({ id, name }) => ({ value: String(id), label: name }))}
      />
      <SelectInput
        name="authority"
        label={t('hand.root')}
        required
        choices={roots.map(({ id, name }) => ({ value: String(id), label: name }))}
      />
      <NumberInput name="crls" label={t('hand.crls')} required />
    </FormDialog>
  )
}
