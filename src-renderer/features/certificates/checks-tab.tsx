import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Typography from '@mui/material/Typography'
import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import type { CertificateView } from '../../../src-shared/api/certificates.ts'
import { useCommand } from '../../live.ts'
import { LintFindings } from '../../ui/certificate/lint-findings.tsx'
import { ErrorView } from '../../ui/display/error-view.tsx'
import { StateChip } from '../../ui/display/state-chip.tsx'
import type { CheckState } from '../../ui/display/state-look.ts'
import { TimeText } from '../../ui/display/time-text.tsx'
import { Section } from '../../ui/layout/section.tsx'

/** What was checked, when, and with what result; nothing is green that was not done. */
export function ChecksTab(props: { readonly certificate: CertificateView }): ReactElement {
  return (
    <Box sx={{ display: 'grid', gap: 5 }}>
      <LintSection certificate={props.certificate} />
      <VerifierSection id={props.certificate.id} />
    </Box>
  )
}

function LintSection(props: { readonly certificate: CertificateView }): ReactElement {
  const { t } = useTranslation('certificates')
  const { lint } = props.certificate
  const failed = lint?.findings.some(({ severity }) => severity === 'error') === true
  return (
    <Section
      title={t('checks.lint')}
      aside={<StateChip kind="check" state={lint === null ? 'not-performed' : failed ? 'failed' : 'verified'} />}
    >
      <Typography variant="body2" color="textSecondary" sx={{ mb: lint !== null && lint.findings.length > 0 ? 3 : 0 }}>
        {lint === null
          ? t('checks.lintNone')
          : t(lint.findings.length === 0 ? 'checks.lintClean' : 'checks.lintFound', { count: lint.rulesRun })}
      </Typography>
      {lint !== null && <LintFindings findings={lint.findings} />}
    </Section>
  )
}

/** Green only where the revocation was looked up too: without a CRL, half of the answer is open. */
function verdictLook(
  verdict: { readonly valid: boolean; readonly revocationChecked: boolean } | undefined,
  open: string
): { readonly state: CheckState; readonly label?: string } {
  if (verdict === undefined) return { state: 'not-performed' }
  if (!verdict.valid) return { state: 'failed' }
  return verdict.revocationChecked ? { state: 'verified' } : { state: 'not-performed', label: open }
}

function VerifierSection(props: { readonly id: number }): ReactElement {
  const { t } = useTranslation('certificates')
  const verify = useCommand('certificate.verify')
  const verdict = verify.data?.verdict
  return (
    <Section
      title={t('checks.verifier')}
      lead={t('checks.verifyLead')}
      aside={<StateChip kind="check" {...verdictLook(verdict, t('checks.revocationOpen'))} />}
    >
      <Box sx={{ display: 'grid', gap: 3, justifyItems: 'start' }}>
        {verdict === undefined ? (
          <Typography variant="body2" color="textSecondary">
            {t('checks.notRun')}
          </Typography>
        ) : (
          <>
            <Typography sx={{ fontWeight: 600 }}>
              {t(verdict.valid ? 'checks.valid' : 'checks.invalid')}{' '}
              {!verdict.revocationChecked && t('checks.noRevocation')}
            </Typography>
            <Typography variant="caption" color="textSecondary">
              {t('checks.asOf')} <TimeText at={verdict.at} />
            </Typography>
            <Box component="ol" sx={{ listStyle: 'none', m: 0, p: 0, display: 'grid', gap: 3 }}>
              {verdict.steps.map((step, index) => (
                <Box component="li" key={index} sx={{ display: 'flex', gap: 3 }}>
                  <Box sx={{ width: 124, flex: 'none' }}>
                    <StateChip kind="check" state={step.outcome} />
                  </Box>
                  <Box>
                    <Typography variant="body2">{step.message}</Typography>
                    <Typography variant="caption" color="textSecondary">
                      {[step.subject, step.clause].filter(Boolean).join(' · ')}
                    </Typography>
                  </Box>
                </Box>
              ))}
            </Box>
          </>
        )}
        <ErrorView error={verify.error} />
        <Button
          variant="outlined"
          loading={verify.isPending}
          onClick={() => {
            verify.mutate({ id: props.id })
          }}
        >
          {t('checks.verify')}
        </Button>
      </Box>
    </Section>
  )
}
