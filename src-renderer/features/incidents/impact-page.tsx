import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Link from '@mui/material/Link'
import Skeleton from '@mui/material/Skeleton'
import Typography from '@mui/material/Typography'
import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { Link as RouterLink, useParams } from 'react-router'
import type { Output } from '../../../src-shared/api/index.ts'
import { useRead } from '../../live.ts'
import { useMay } from '../../state/session.tsx'
import { ConsequencePanel } from '../../ui/consequence/consequence-panel.tsx'
import { ErrorView } from '../../ui/display/error-view.tsx'
import { QuietTable } from '../../ui/display/quiet-table.tsx'
import { StateChip } from '../../ui/display/state-chip.tsx'
import { useLocale } from '../../ui/display/use-locale.ts'
import { Page } from '../../ui/layout/page.tsx'
import { Section } from '../../ui/layout/section.tsx'
import { planAddress } from './plan-address.ts'

/** What a certificate carries, and what shares its key, proofs, rules or requester. */
export function ImpactPage(): ReactElement {
  const { t } = useTranslation('incidents')
  const id = Number(useParams()['id'] ?? '0')
  const certificate = useRead('certificate.show', { id })
  const siblings = useRead('incident.siblings', { id })
  const subject = certificate.data?.certificate.subject
  return (
    <Page title={t('impact', { id })} {...(subject === undefined ? {} : { lead: subject })}>
      <ErrorView error={certificate.error ?? siblings.error} />
      <Link component={RouterLink} to={`/certificates/${id}`}>
        {t('open')}
      </Link>
      {certificate.error === null && <ConsequencePanel certificateId={id} whole />}
      {siblings.data === undefined && siblings.error === null && <Skeleton variant="rounded" height={160} />}
      {siblings.data?.groups.map((group) => (
        <Group key={`${group.relation} ${group.shared}`} group={group} />
      ))}
      {siblings.data?.groups.length === 0 && <Typography>{t('noSiblings')}</Typography>}
    </Page>
  )
}

function Group({ group }: { readonly group: Output<'incident.siblings'>['groups'][number] }): ReactElement {
  const { t } = useTranslation('incidents')
  const locale = useLocale()
  const mayRevoke = useMay('certificate.revoke')
  const count = group.count.toLocaleString(locale)
  return (
    <Section
      title={t(`relation.${group.relation}`, { number: group.capped ? t('moreThan', { number: count }) : count })}
      lead={group.shared}
      flush
      aside={
        mayRevoke && (
          <Button size="small" component={RouterLink} to={planAddress(group.selection, scenarioOf[group.relation])}>
            {t('planThese')}
          </Button>
        )
      }
    >
      <QuietTable
        label={t(`relation.${group.relation}`, { number: count })}
        head={[t('certificate'), t('state'), t('requester'), t('profile')]}
        rows={group.rows.map((row) => ({
          key: row.id,
          cells: [
            <Box key="name" sx={{ overflowWrap: 'anywhere' }}>
              <Link component={RouterLink} to={`/certificates/${row.id}`}>
                {row.subject === '' ? row.names : row.subject}
              </Link>
            </Box>,
            <StateChip key="state" kind="certificate" state={row.state} />,
            row.requester,
            row.profileName ?? '–'
          ]
        }))}
      />
    </Section>
  )
}

/** What is most likely wrong where a relation is why certificates are to go. */
const scenarioOf = {
  key: 'key-compromise',
  batch: 'other',
  evidence: 'wrong-validation',
  account: 'other',
  revision: 'wrong-profile',
  requester: 'other',
  'key-kind': 'other',
  signature: 'other'
} as const
