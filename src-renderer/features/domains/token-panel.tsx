import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Typography from '@mui/material/Typography'
import { useState, type ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import { useCommand } from '../../live.ts'
import { SecretOncePanel } from '../../ui/dialog/secret-once-dialog.tsx'
import { SchemaForm, useSchemaForm } from '../../ui/form/form.tsx'
import { TextInput } from '../../ui/form/text-input.tsx'
import { Section } from '../../ui/layout/section.tsx'
import type { Made, Started } from './new-page.tsx'

const schema = z.object({ token: z.string().trim().min(1).max(200) })

/** Shows a token that is to be handed over, then takes it back. */
export function TokenPanel(props: {
  readonly started: Extract<Started, { kind: 'mailbox' }>
  readonly onMade: (made: Made) => void
}): ReactElement {
  const { t } = useTranslation('domains')
  const { mailbox, token } = props.started
  const { address, organizationId } = mailbox
  const [kept, setKept] = useState(token === null)
  const verify = useCommand('mailbox.verify')
  const form = useSchemaForm(schema, { token: '' })
  if (!kept && token !== null)
    return (
      <Section title={t('mailbox.handTitle', { address })}>
        <SecretOncePanel
          title={t('mailbox.handTitle', { address })}
          explanation={t('mailbox.handText')}
          secret={token}
          fileName="token.txt"
          onKept={() => {
            setKept(true)
          }}
        />
      </Section>
    )
  return (
    <Box sx={{ display: 'grid', gap: 4, maxWidth: 560 }}>
      {token === null && <Typography>{t('mailbox.sent', { address })}.</Typography>}
      <SchemaForm
        form={form}
        error={verify.error}
        onSubmit={(values) => {
          verify.mutate(
            { address, organization: organizationId, token: values.token },
            {
              onSuccess: (result) => {
                props.onMade({ kind: 'mailbox', result })
              }
            }
          )
        }}
      >
        <TextInput name="token" label={t('mailbox.token')} help={t('mailbox.tokenHelp')} required mono />
        <Box>
          <Button type="submit" variant="contained" loading={verify.isPending}>
            {t('mailbox.verify')}
          </Button>
        </Box>
      </SchemaForm>
    </Box>
  )
}
