import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'
import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import type { Assessment } from '../../../src-shared/model/request.ts'
import type { ProfileContent } from '../../../src-shared/model/profile.ts'
import { LinkFor } from '../../ui/display/link-for.tsx'
import { Section } from '../../ui/layout/section.tsx'
import { EvidenceList } from '../../ui/proof/evidence-list.tsx'
import { wantingProof } from './wanting-proof.ts'

/** What the profile asks of the control of the names, and whether it stands, before anything is sent. */
export function OwnershipPreview(props: {
  readonly assessment: Assessment
  readonly profile: ProfileContent | undefined
}): ReactElement | null {
  const { t } = useTranslation('requests')
  const { proofs } = props.assessment
  const rule = props.profile?.proof
  const asked =
    rule !== undefined && (rule.domains === 'required' || rule.mailboxes === 'required' || rule.mpic === 'required')
  if (proofs.length === 0 && !asked) return null
  const wanting = wantingProof(proofs, rule)
  return (
    <Section title={t('section.ownership')} lead={t('ownership.previewLead')}>
      <Box sx={{ display: 'grid', gap: 3 }}>
        <EvidenceList evidence={proofs} withSubject />
        {wanting !== undefined && (
          <Typography variant="body2">
            <LinkFor
              may="validation.run"
              to={`/domains/new?${new URLSearchParams({ name: wanting.subject.replace(/^\*\./, ''), for: 'request' }).toString()}`}
            >
              {t(wanting.again ? 'ownership.proveAgain' : 'ownership.prove', { name: wanting.subject })}
            </LinkFor>
          </Typography>
        )}
      </Box>
    </Section>
  )
}
