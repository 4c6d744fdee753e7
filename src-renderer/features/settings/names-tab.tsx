import Box from '@mui/material/Box'
import Link from '@mui/material/Link'
import Skeleton from '@mui/material/Skeleton'
import Typography from '@mui/material/Typography'
import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { Link as RouterLink } from 'react-router'
import { z } from 'zod'
import { settings as allSettings, type Settings } from '../../../src-shared/model/settings.ts'
import { useCommand, useRead } from '../../live.ts'
import { useMay } from '../../state/session.tsx'
import { ErrorView } from '../../ui/display/error-view.tsx'
import { SchemaForm, useSchemaForm } from '../../ui/form/form.tsx'
import { SaveButton } from '../../ui/form/save-button.tsx'
import { Section } from '../../ui/layout/section.tsx'
import { useToast } from '../../ui/toasts.tsx'
import { LookupFields } from './lookup-fields.tsx'
import { MailSection } from './mail-section.tsx'
import { ProofFields } from './proof-fields.tsx'

/** The settings that have a field in this form. */
const shown = allSettings.pick({
  dnsSource: true,
  dnsServers: true,
  dnssec: true,
  dnsTrustAnchors: true,
  dnsUnsignedZones: true,
  caaMode: true,
  caaFailedLookup: true,
  proofAddresses: true,
  proofReuseDays: true,
  proofNoticeDays: true
})
const shownOf = z.object(shown.shape)

/** How names are looked up, what proofs are worth, and the mail server. */
export function NamesTab(): ReactElement {
  const read = useRead('settings.show', {})
  if (read.data === undefined)
    return read.error === null ? (
      <Skeleton variant="rounded" height={320} />
    ) : (
      <ErrorView error={read.error} onRetry={() => void read.refetch()} />
    )
  return (
    <>
      <NamesForm settings={read.data.settings} />
      <MailSection settings={read.data.settings} />
    </>
  )
}

function NamesForm({ settings }: { readonly settings: Settings }): ReactElement {
  const { t } = useTranslation('settings')
  const toast = useToast()
  const mayEdit = useMay('settings.edit')
  const update = useCommand('settings.update')
  const form = useSchemaForm(shown, shownOf.parse(settings))
  return (
    <SchemaForm
      form={form}
      error={update.error}
      onSubmit={(values) => {
        update.mutate(
          { settings: values },
          {
            onSuccess: (answer) => {
              form.reset(shownOf.parse(answer.settings))
              toast({ tone: 'success', text: t('saved') })
            }
          }
        )
      }}
    >
      <Section title={t('names.lookup')} lead={t('names.lookupLead')}>
        <LookupFields disabled={!mayEdit} />
      </Section>
      <Section title={t('names.proofs')} lead={t('names.proofsLead')}>
        <ProofFields disabled={!mayEdit} />
      </Section>
      <Typography variant="body2" color="textSecondary">
        {t('names.perspectives')}{' '}
        <Link component={RouterLink} to="/mpic?tab=setup">
          {t('names.openPerspectives')}
        </Link>
      </Typography>
      {mayEdit && (
        <Box sx={{ display: 'flex', justifyContent: 'flex-end' }}>
          <SaveButton busy={update.isPending}>{t('names.save')}</SaveButton>
        </Box>
      )}
    </SchemaForm>
  )
}
