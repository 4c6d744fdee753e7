import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import type { Mailbox } from '../../../src-shared/model/validation.ts'
import { useCommand } from '../../live.ts'
import { FormDialog } from '../../ui/dialog/form-dialog.tsx'
import { absoluteTime } from '../../ui/display/time-words.ts'
import { useLocale } from '../../ui/display/use-locale.ts'
import { useSchemaForm } from '../../ui/form/form.tsx'
import { TextInput } from '../../ui/form/text-input.tsx'
import { useToast } from '../../ui/toasts.tsx'

const schema = z.object({ token: z.string().trim().min(1).max(200) })

/** Takes the token that came to a mailbox. */
export function TokenDialog(props: { readonly mailbox: Mailbox; readonly onClose: () => void }): ReactElement {
  const { t } = useTranslation('domains')
  const locale = useLocale()
  const toast = useToast()
  const { mailbox, onClose } = props
  const { address, triesLeft, tokenExpiresAt } = mailbox
  const verify = useCommand('mailbox.verify')
  const form = useSchemaForm(schema, { token: '' })
  const lead =
    triesLeft === null || tokenExpiresAt === null
      ? undefined
      : t('mailbox.enterLead', { count: triesLeft, until: absoluteTime(tokenExpiresAt, locale) })
  return (
    <FormDialog
      title={t('mailbox.enterTitle', { address })}
      {...(lead === undefined ? {} : { lead })}
      form={form}
      error={verify.error}
      busy={verify.isPending}
      action={t('mailbox.verify')}
      onClose={onClose}
      onSubmit={({ token }) => {
        verify.mutate(
          { address, organization: mailbox.organizationId, token },
          {
            onSuccess: () => {
              toast({ tone: 'success', text: t('mailbox.proven', { address }) })
              onClose()
            }
          }
        )
      }}
    >
      <TextInput name="token" label={t('mailbox.token')} help={t('mailbox.tokenHelp')} required autoFocus mono />
    </FormDialog>
  )
}
