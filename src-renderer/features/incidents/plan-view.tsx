import Box from '@mui/material/Box'
import Link from '@mui/material/Link'
import Typography from '@mui/material/Typography'
import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { Link as RouterLink } from 'react-router'
import type { IncidentPlan } from '../../../src-shared/api/understanding.ts'
import { DefinitionList } from '../../ui/display/definition-list.tsx'
import { QuietTable } from '../../ui/display/quiet-table.tsx'
import { StateChip } from '../../ui/display/state-chip.tsx'
import { TimeText } from '../../ui/display/time-text.tsx'
import { useLocale } from '../../ui/display/use-locale.ts'
import { Section } from '../../ui/layout/section.tsx'

/** What a mass revocation would do: how many, whose, how long, what grows, what to write. */
export function PlanView({ plan }: { readonly plan: IncidentPlan }): ReactElement {
  const { t } = useTranslation('incidents')
  const locale = useLocale()
  const number = (value: number): string => value.toLocaleString(locale)
  return (
    <>
      <Section title={t('affectedTitle', { count: plan.affected })} lead={t('dry')}>
        <DefinitionList
          items={[
            { term: t('deadline'), value: <TimeText at={plan.deadline} /> },
            { term: t('rule'), value: t('ruleValue', { clause: plan.deadlineClause, count: plan.deadlineHours / 24 }) },
            {
              term: t('duration'),
              value: t(plan.paceMeasuredHere ? 'measured' : 'typical', {
                seconds: number(plan.seconds),
                pace: number(plan.pace)
              })
            },
            {
              term: t('profiles'),
              value: plan.byProfile.map((one) => `${one.name} (${number(one.certificates)})`).join(', ')
            }
          ]}
        />
      </Section>
      {plan.crls.length > 0 && (
        <Section title={t('crls')} flush>
          <QuietTable
            label={t('crls')}
            head={[t('authority'), t('entries'), t('size'), t('growth'), t('ocsp')]}
            rows={plan.crls.map((crl) => ({
              key: crl.authorityId,
              cells: [
                crl.authorityName,
                number(crl.certificates),
                crl.crlBytes === null ? '–' : t('byteCount', { number: number(crl.crlBytes) }),
                t('byteCount', { number: number(crl.growth) }),
                number(crl.ocspAnswers)
              ]
            }))}
          />
        </Section>
      )}
      {plan.owners.length > 0 && (
        <Section title={t('owners')} flush>
          <QuietTable
            label={t('owners')}
            head={[t('requester'), t('certificates')]}
            rows={plan.owners.map(({ owner, certificates }) => ({ key: owner, cells: [owner, number(certificates)] }))}
          />
        </Section>
      )}
      {plan.rows.length > 0 && (
        <Section
          title={t('certificates')}
          {...(plan.affected > plan.rows.length ? { lead: t('firstShown', { count: plan.rows.length }) } : {})}
          flush
        >
          <QuietTable
            label={t('certificates')}
            head={[t('certificate'), t('state'), t('requester')]}
            rows={plan.rows.map((row) => ({
              key: row.id,
              cells: [
                <Link
                  key="name"
                  component={RouterLink}
                  to={`/incidents/certificate/${row.id}`}
                  sx={{ overflowWrap: 'anywhere' }}
                >
                  {row.subject === '' ? row.names : row.subject}
                </Link>,
                <StateChip key="state" kind="certificate" state={row.state} />,
                row.requester
              ]
            }))}
          />
        </Section>
      )}
      {plan.affected > 0 && (
        <Section title={t('mail')} lead={plan.mail.subject}>
          <Box component="pre" sx={{ m: 0, whiteSpace: 'pre-wrap', overflowWrap: 'anywhere', fontFamily: 'inherit' }}>
            <Typography component="span" variant="body2">
              {plan.mail.body}
            </Typography>
          </Box>
        </Section>
      )}
    </>
  )
}
