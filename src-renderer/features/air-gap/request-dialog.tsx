import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import { z } from 'zod'
import type { Output } from '../../../src-shared/api/index.ts'
import { durationText } from '../../../src-shared/model/duration.ts'
import { useCommand, useRead } from '../../live.ts'
import { FormDialog } from '../../ui/dialog/form-dialog.tsx'
import { ChipsInput } from '../../ui/form/chips-input.tsx'
import { DurationInput } from '../../ui/form/duration-input.tsx'
import { useSchemaForm } from '../../ui/form/form.tsx'
import { NumberInput } from '../../ui/form/number-input.tsx'
import { SelectInput } from '../../ui/form/select-input.tsx'
import { SwitchInput } from '../../ui/form/switch-input.tsx'
import { TextInput } from '../../ui/form/text-input.tsx'

const schema = z.object({
  peer: z.string().min(1),
  within: durationText,
  authorities: z.array(z.string()),
  crls: z.number().int().min(0).max(60).nullable(),
  ocsp: z.boolean(),
  reason: z.string().max(500)
})

/** Makes the request that is taken to the root. */
export function RequestDialog(props: {
  readonly overview: Output<'bundle.overview'>
  readonly onClose: () => void
}): ReactElement {
  const { t } = useTranslation('air-gap')
  const navigate = useNavigate()
  const create = useCommand('bundle.create')
  const authorities = useRead('authority.list', {})
  const { peers, mirrors } = props.overview
  const form = useSchemaForm(schema, {
    peer: String(mirrors[0]?.peerId ?? peers[0]?.id ?? ''),
    within: '90d',
    authorities: [],
    crls: null,
    ocsp: false,
    reason: ''
  })
  const candidates = (authorities.data?.authorities ?? []).filter(
    ({ kind, state }) => kind === 'subordinate' && (state === 'active' || state === 'awaiting-certificate')
  )
  return (
    <FormDialog
      title={t('request.title')}
      lead={t('request.lead')}
      form={form}
      error={create.error}
      busy={create.isPending}
      action={t('request.confirm')}
      onClose={props.onClose}
      onSubmit={({ peer, crls, authorities: named, ...rest }) => {
        create.mutate(
          { ...rest, peer: Number(peer), authorities: named.map(Number), ...(crls === null ? {} : { crls }) },
          { onSuccess: ({ bundle }) => void navigate(`/air-gap/bundles/${bundle.id}`) }
        )
      }}
    >
      <SelectInput
        name="peer"
        label={t('request.peer')}
        required
        choices={peers.map(({ id, name }) => ({ value: String(id), label: name }))}
      />
      <DurationInput name="within" label={t('request.within')} required />
      <ChipsInput
        name="authorities"
        label={t('request.authorities')}
        help={t('request.authoritiesHelp')}
        options={candidates.map(({ id, name }) => ({ value: String(id), label: name }))}
      />
      <NumberInput name="crls" label={t('request.crls')} help={t('request.crlsHelp')} />
      <SwitchInput name="ocsp" label={t('request.ocsp')} />
      <TextInput name="reason" label={t('request.reason')} />
    </FormDialog>
  )
}
