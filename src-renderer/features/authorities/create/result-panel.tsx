import Add from '@mui/icons-material/Add'
import Description from '@mui/icons-material/DescriptionOutlined'
import OpenInNew from '@mui/icons-material/ArrowForwardOutlined'
import Usb from '@mui/icons-material/UsbOutlined'
import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'
import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import type { AuthorityView } from '../../../../src-shared/api/authorities.ts'
import { useRead } from '../../../live.ts'
import { useMay } from '../../../state/session.tsx'
import { ActionButton } from '../../../ui/action/action-button.tsx'
import { StateChip } from '../../../ui/display/state-chip.tsx'
import { CsrSection } from '../csr-section.tsx'
import { IdentityFacts } from '../identity-facts.tsx'
import { Section } from '../../../ui/layout/section.tsx'

/** What was made, and what to do next. */
export function ResultPanel({ authority }: { readonly authority: AuthorityView }): ReactElement {
  const { t } = useTranslation('authorities')
  const navigate = useNavigate()
  const mayProfile = useMay('profile.edit')
  const yubiKeys = useRead(
    'yubikey.keys',
    {},
    { enabled: useMay('token.read') && authority.keyLocation.startsWith('pkcs11:') }
  )
  const slot = yubiKeys.data?.keys.find((key) => key.authority?.id === authority.id && key.replacedAt === null)
  const awaiting = authority.csr !== null && authority.certificateId === null
  return (
    <Box sx={{ display: 'grid', gap: 4, maxWidth: 720 }}>
      <Section title={authority.name} aside={<StateChip kind="authority" state={authority.state} />}>
        <IdentityFacts authority={authority} />
      </Section>
      {awaiting && <CsrSection authority={authority} />}
      <Typography variant="h3" component="h2">
        {t('result.next')}
      </Typography>
      <Typography color="text.secondary">
        {t(awaiting ? 'result.awaiting' : authority.kind === 'root' ? 'result.root' : 'result.subordinate')}
      </Typography>
      <Box sx={{ display: 'flex', gap: 2, flexWrap: 'wrap' }}>
        <ActionButton
          action={{
            id: 'result.open',
            label: t('result.open'),
            icon: OpenInNew,
            tone: 'primary',
            run: () => void navigate(`/authorities/${authority.id}`)
          }}
        />
        {!awaiting && slot !== undefined && (
          <ActionButton
            action={{
              id: 'result.slot',
              label: t('result.slot', { slot: slot.slot }),
              icon: Usb,
              run: () => void navigate(`/yubikeys/${slot.serial}/${slot.slot}`)
            }}
          />
        )}
        {!awaiting && (
          <ActionButton
            action={{
              id: 'result.under',
              label: t('result.under'),
              icon: Add,
              run: () => void navigate(`/authorities/new?issuer=${authority.id}`)
            }}
          />
        )}
        {!awaiting && mayProfile && (
          <ActionButton
            action={{
              id: 'result.profile',
              label: t('result.profile'),
              icon: Description,
              run: () => void navigate(`/profiles/new?authority=${authority.id}`)
            }}
          />
        )}
      </Box>
    </Box>
  )
}
