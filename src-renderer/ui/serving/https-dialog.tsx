import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import { secureListener } from '../../../src-shared/model/settings.ts'
import { useCommand, useRead } from '../../live.ts'
import { FormDialog } from '../dialog/form-dialog.tsx'
import { useSchemaForm } from '../form/form.tsx'
import {
  proposedSecureListener,
  SecureListenerFields,
  useServingAuthorities,
  type SecureListener
} from './secure-listener-fields.tsx'
import { useToast } from '../toasts.tsx'

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
  const { t } = useTranslation('ui')
  const toast = useToast()
  const update = useCommand('settings.update')
  const form = useSchemaForm(schema, { secureListener: props.present })
  return (
    <FormDialog
      title={t('serving.dialog.title')}
      lead={t('serving.dialog.lead')}
      form={form}
      error={update.error}
      busy={update.isPending}
      action={t('serving.dialog.confirm')}
      onClose={props.onClose}
      onSubmit={({ secureListener: wanted }) => {
        update.mutate(
          { settings: { secureListener: wanted } },
          {
            onSuccess: () => {
              toast({ tone: 'success', text: t('serving.dialog.done') })
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
