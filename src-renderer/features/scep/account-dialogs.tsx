import { useState, type ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import type { Output } from '../../../src-shared/api/index.ts'
import type { ScepService } from '../../../src-shared/api/scep.ts'
import { useCommand } from '../../live.ts'
import { ConfirmDialog } from '../../ui/dialog/confirm-dialog.tsx'
import { FormDialog } from '../../ui/dialog/form-dialog.tsx'
import { OnceDialog } from '../../ui/device-services/once-panel.tsx'
import { useSchemaForm } from '../../ui/form/form.tsx'
import { TextInput } from '../../ui/form/text-input.tsx'

export type AccountDialog = 'page' | 'token'
interface DialogProps {
  readonly service: ScepService
  readonly onClose: () => void
}

/** Makes what a device manager signs in with; it is shown once. */
export function AccountDialogs(props: DialogProps & { readonly shown: AccountDialog }): ReactElement {
  return props.shown === 'page' ? <PageAccount {...props} /> : <ValidatorToken {...props} />
}

const schema = z.object({
  user: z
    .string()
    .min(1)
    .max(100)
    .regex(/^[^:\s]+$/)
})

function PageAccount({ service, onClose }: DialogProps): ReactElement {
  const { t } = useTranslation('scep')
  const create = useCommand('scep.page-account')
  const [made, setMade] = useState<Output<'scep.page-account'> | null>(null)
  const form = useSchemaForm(schema, { user: service.pageUser ?? '' })
  if (made !== null)
    return (
      <OnceDialog
        title={t('page.once', { name: service.name })}
        values={[
          { label: t('device-services:once.page'), value: made.pageAddress ?? made.pagePath },
          { label: t('device-services:once.user'), value: made.user },
          { label: t('device-services:once.password'), value: made.password },
          { label: t('device-services:once.address'), value: service.address ?? service.path }
        ]}
        secret={made.password}
        fileName={`${service.name}-page.txt`}
        onKept={onClose}
      />
    )
  return (
    <FormDialog
      title={t('page.make')}
      lead={t(service.pageUser === null ? 'page.formLead' : 'page.formAgain')}
      form={form}
      error={create.error}
      busy={create.isPending}
      action={t('page.confirm')}
      onClose={onClose}
      onSubmit={({ user }) => {
        create.mutate({ service: service.id, user }, { onSuccess: setMade })
      }}
    >
      <TextInput name="user" label={t('page.user')} help={t('page.userHelp')} required autoFocus />
    </FormDialog>
  )
}

function ValidatorToken({ service, onClose }: DialogProps): ReactElement {
  const { t } = useTranslation('scep')
  const create = useCommand('scep.validator-token')
  const [made, setMade] = useState<string | null>(null)
  if (made !== null)
    return (
      <OnceDialog
        title={t('validator.once', { name: service.name })}
        values={[
          { label: t('validator.address'), value: service.settings.validatorUrl ?? '' },
          { label: t('device-services:once.token'), value: made }
        ]}
        secret={made}
        fileName={`${service.name}-validator.txt`}
        onKept={onClose}
      />
    )
  return (
    <ConfirmDialog
      open
      title={t('validator.make')}
      consequence={t(service.validatorToken ? 'validator.consequenceAgain' : 'validator.consequence')}
      confirmLabel={t('validator.confirm')}
      busy={create.isPending}
      error={create.error}
      onClose={onClose}
      onConfirm={() => {
        create.mutate(
          { service: service.id },
          {
            onSuccess: ({ token }) => {
              setMade(token)
            }
          }
        )
      }}
    />
  )
}
