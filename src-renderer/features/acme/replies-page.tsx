import Alert from '@mui/material/Alert'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Skeleton from '@mui/material/Skeleton'
import { useState, type ReactElement } from 'react'
import { useWatch } from 'react-hook-form'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import { replyMailbox, type ReplyMailbox } from '../../../src-shared/model/validation-settings.ts'
import { useCommand, useRead } from '../../live.ts'
import { useMay } from '../../state/session.tsx'
import { ConfirmDialog } from '../../ui/dialog/confirm-dialog.tsx'
import { ErrorView } from '../../ui/display/error-view.tsx'
import { SchemaForm, useSchemaForm } from '../../ui/form/form.tsx'
import { NumberInput } from '../../ui/form/number-input.tsx'
import { SelectInput } from '../../ui/form/select-input.tsx'
import { StickyActions } from '../../ui/form/sticky-actions.tsx'
import { TextInput } from '../../ui/form/text-input.tsx'
import { Page } from '../../ui/layout/page.tsx'
import { Section } from '../../ui/layout/section.tsx'
import { useToast } from '../../ui/toasts.tsx'
import { MailOutNotice, RepliesPassword, RepliesTest } from './replies-sections.tsx'

const schema = z.object({ replyMailbox })
/** Where a form begins: IMAP with STARTTLS (RFC 9051 6.2.1). */
const blank: ReplyMailbox = {
  address: '',
  host: '',
  port: 143,
  security: 'starttls',
  user: '',
  folder: 'INBOX',
  trust: ''
}
const two = { display: 'grid', gridTemplateColumns: 'repeat(2, minmax(0, 1fr))', gap: 4, alignItems: 'start' }

/** The mailbox in which answers to e-mail challenges arrive (RFC 8823), with its password and a trial. */
export function RepliesPage(): ReactElement {
  const { t } = useTranslation('acme')
  const read = useRead('settings.show', {})
  return (
    <Page title={t('replies.title')} lead={t('replies.lead')} width="form">
      {read.data !== undefined ? (
        <>
          <MailOutNotice ready={read.data.settings.mailServer !== null} />
          <Mailbox kept={read.data.settings.replyMailbox} />
        </>
      ) : read.error === null ? (
        <Skeleton variant="rounded" height={320} />
      ) : (
        <ErrorView error={read.error} onRetry={() => void read.refetch()} />
      )}
    </Page>
  )
}

function Mailbox({ kept }: { readonly kept: ReplyMailbox | null }): ReactElement {
  const { t } = useTranslation('acme')
  const toast = useToast()
  const mayEdit = useMay('settings.edit')
  const update = useCommand('settings.update')
  const remove = useCommand('settings.update')
  const [asked, setAsked] = useState(false)
  const form = useSchemaForm(schema, { replyMailbox: kept ?? blank })
  const security = useWatch({ control: form.control, name: 'replyMailbox.security' })
  const unsaved = form.formState.isDirty || kept === null
  return (
    <>
      <Section title={t('replies.mailbox')} lead={t('replies.mailboxLead')}>
        <SchemaForm
          form={form}
          error={update.error}
          onSubmit={(values) => {
            update.mutate(
              { settings: values },
              {
                onSuccess: ({ settings }) => {
                  form.reset({ replyMailbox: settings.replyMailbox ?? blank })
                  toast({ tone: 'success', text: t('replies.saved') })
                }
              }
            )
          }}
        >
          <Box component="fieldset" disabled={!mayEdit} sx={{ border: 0, m: 0, p: 0, display: 'grid', gap: 4 }}>
            <TextInput
              name="replyMailbox.address"
              label={t('replies.address')}
              help={t('replies.addressHelp')}
              placeholder="acme@example.com"
              required
            />
            <Box sx={two}>
              <TextInput
                name="replyMailbox.host"
                label={t('replies.host')}
                help={t('replies.hostHelp')}
                placeholder="mail.example.com"
                required
              />
              <NumberInput name="replyMailbox.port" label={t('replies.port')} help={t('replies.portHelp')} />
              <SelectInput
                name="replyMailbox.security"
                label={t('replies.security')}
                choices={replyMailbox.shape.security.options.map((value) => ({
                  value,
                  label: t(`replies.securities.${value}`)
                }))}
              />
              <TextInput name="replyMailbox.user" label={t('replies.user')} required />
              <TextInput
                name="replyMailbox.folder"
                label={t('replies.folder')}
                help={t('replies.folderHelp')}
                required
              />
            </Box>
            {security === 'none' && (
              <Alert severity="warning" variant="outlined">
                {t('replies.insecure')}
              </Alert>
            )}
            <TextInput
              name="replyMailbox.trust"
              label={t('replies.trust')}
              help={t('replies.trustHelp')}
              lines={3}
              mono
            />
          </Box>
          {mayEdit && (
            <StickyActions surface="card">
              {kept !== null && (
                <Button
                  color="inherit"
                  onClick={() => {
                    setAsked(true)
                  }}
                >
                  {t('replies.remove')}
                </Button>
              )}
              <Button type="submit" variant="contained" loading={update.isPending} disabled={!unsaved}>
                {t('replies.save')}
              </Button>
            </StickyActions>
          )}
        </SchemaForm>
      </Section>
      {mayEdit && (
        <Section title={t('replies.trial')} lead={t('replies.trialLead')}>
          <Box sx={{ display: 'grid', gap: 4 }}>
            <RepliesPassword />
            <RepliesTest unsaved={unsaved} />
          </Box>
        </Section>
      )}
      <ConfirmDialog
        open={asked}
        danger
        title={t('replies.removal.title')}
        consequence={t('replies.removal.consequence')}
        confirmLabel={t('replies.remove')}
        busy={remove.isPending}
        error={remove.error}
        onClose={() => {
          setAsked(false)
        }}
        onConfirm={() => {
          remove.mutate(
            { settings: { replyMailbox: null } },
            {
              onSuccess: () => {
                setAsked(false)
                form.reset({ replyMailbox: blank })
                toast({ tone: 'success', text: t('replies.removal.done') })
              }
            }
          )
        }}
      />
    </>
  )
}
