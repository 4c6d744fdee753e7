import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import { secureListener } from '../../../src-shared/model/settings.ts'
import { useCommand, useRead } from '../../live.ts'
import { FormDialog } from '../../ui/dialog/form-dialog.tsx'
import { useSchemaForm } from '../../ui/form/form.tsx'
import {
  proposedSecureListener,
  SecureListenerFields,
  useServingAuthorities,
  type SecureListener
} from '../../ui/serving/secure-listener-fields.tsx'
import { useToast } from '../../ui/toasts.tsx'

const schema = z.object({ secureListener })

/** Switches HTTPS on from where its absence was noticed. */
export function HttpsDialog(props: { readonly onClose: () => void }): ReactElement | null {
  const settings = useRead('settings.show', {})
  const authorities = useServingAuthorities()
  if (settings.data === undefined || authorities === undefined) return null
  const present = settings.data.settings.secureListener ?? proposedSecureListener(authorities[0]?.id ?? 0)
  return <HttpsForm present={present} onClose={props.onClose} />
}

function HttpsForm(props: { readonly present: SecureListener; readonly onClose: () => void }): ReactElement {
  const { t } = useTranslation('acme')
  const toast = useToast()
  const update = useCommand('settings.update')
  const form = useSchemaForm(schema, { secureListener: props.present })
  return (
    <FormDialog
      title={t('https.title')}
      lead={t('https.lead')}
      form={form}
      error={update.error}
      busy={update.isPending}
      action={t('https.confirm')}
      onClose={props.onClose}
      onSubmit={({ secureListener: wanted }) => {
        update.mutate(
          { settings: { secureListener: wanted } },
          {
            onSuccess: () => {
              toast({ tone: 'success', text: t('https.done') })
              props.onClose()
            }
          }
        )
      }}
    >
      <SecureListenerFields name="secureListener" />
    </FormDialog>
  )
}
