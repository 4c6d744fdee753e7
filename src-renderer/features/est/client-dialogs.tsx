import { useState, type ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import type { EstClient, EstService } from '../../../src-shared/api/est.ts'
import type { Output } from '../../../src-shared/api/index.ts'
import { useCommand } from '../../live.ts'
import { OnceDialog } from '../../ui/device-services/once-panel.tsx'
import { RevokeClientDialog } from '../../ui/device-services/revoke-client-dialog.tsx'
import { ValidityInput, validityField } from '../../ui/device-services/validity-input.tsx'
import { FormDialog } from '../../ui/dialog/form-dialog.tsx'
import { useSchemaForm } from '../../ui/form/form.tsx'
import { ClientForm } from './client-form.tsx'

export type ClientDialog =
  | { readonly kind: 'create' }
  | { readonly kind: 'rotate'; readonly client: EstClient }
  | { readonly kind: 'revoke'; readonly client: EstClient }

/** The one dialog that is open; after a new password, the password itself. */
export function ClientDialogs(props: {
  readonly service: EstService
  readonly shown: ClientDialog
  readonly onClose: () => void
}): ReactElement {
  const { t } = useTranslation('est')
  const { service, shown, onClose } = props
  const [made, setMade] = useState<Output<'est.client-create'> | null>(null)
  if (made !== null)
    return (
      <OnceDialog
        title={t('client.once', { name: made.client.name })}
        values={[
          { label: t('device-services:once.address'), value: made.address ?? made.path },
          { label: t('device-services:once.user'), value: made.client.name },
          ...(made.password === null ? [] : [{ label: t('device-services:once.password'), value: made.password }])
        ]}
        secret={made.password}
        fileName={`${service.name}-${made.client.name}.txt`}
        onKept={onClose}
      />
    )
  if (shown.kind === 'create') return <ClientForm service={service} onMade={setMade} onClose={onClose} />
  if (shown.kind === 'rotate')
    return <Rotate service={service} client={shown.client} onMade={setMade} onClose={onClose} />
  return <RevokeClientDialog protocol="est" client={shown.client} onClose={onClose} />
}

const rotation = z.object({ validity: validityField })

/** Says what a new password means, and lets the validity be chosen anew that the client keeps. */
function Rotate(props: {
  readonly service: EstService
  readonly client: EstClient
  readonly onMade: (made: Output<'est.client-create'>) => void
  readonly onClose: () => void
}): ReactElement {
  const { t } = useTranslation('est')
  const { client } = props
  const rotate = useCommand('est.client-rotate')
  const form = useSchemaForm(rotation, { validity: client.validity ?? '' })
  // One that ended or is used up would stay so with another password.
  const more = {
    ...(client.state === 'expired' ? { expires: null } : {}),
    ...(client.state === 'used-up' ? { maxUses: null } : {})
  }
  return (
    <FormDialog
      title={t('client.rotation.title', { name: client.name })}
      lead={t(`client.rotation.${client.state === 'active' ? 'consequence' : 'again'}`)}
      form={form}
      error={rotate.error}
      busy={rotate.isPending}
      action={t('client.rotate')}
      onClose={props.onClose}
      onSubmit={({ validity }) => {
        rotate.mutate(
          { id: client.id, validity: validity === '' ? null : validity, ...more },
          { onSuccess: props.onMade }
        )
      }}
    >
      <ValidityInput profileId={props.service.profileId} />
    </FormDialog>
  )
}
