import Box from '@mui/material/Box'
import Link from '@mui/material/Link'
import Typography from '@mui/material/Typography'
import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { Link as RouterLink, useParams } from 'react-router'
import type { AuthorityView } from '../../../src-shared/api/authorities.ts'
import { useRead } from '../../live.ts'
import { useOpened } from '../../state/recent.ts'
import { ActionMenu } from '../../ui/action/action-menu.tsx'
import { ChainView } from '../../ui/certificate/chain-view.tsx'
import { Mono } from '../../ui/display/mono.tsx'
import { QuietTable } from '../../ui/display/quiet-table.tsx'
import { StateChip } from '../../ui/display/state-chip.tsx'
import { TimeText } from '../../ui/display/time-text.tsx'
import { ValidityBar } from '../../ui/display/validity-bar.tsx'
import { Page } from '../../ui/layout/page.tsx'
import { Section } from '../../ui/layout/section.tsx'
import { WaitingPage } from '../../ui/layout/waiting-page.tsx'
import { AuthorityMark } from './authority-mark.tsx'
import { AddressFacts } from './address-facts.tsx'
import { CrlFacts } from './crl-facts.tsx'
import { CsrSection } from './csr-section.tsx'
import { IdentityFacts } from './identity-facts.tsx'
import { useAuthorityActions } from './use-authority-actions.tsx'

/** One authority on a page of its own. */
export function AuthorityPage(): ReactElement {
  const { t } = useTranslation('authorities')
  const id = Number(useParams()['id'])
  const read = useRead('authority.show', { authority: id })
  if (read.data === undefined)
    return <WaitingPage title={t('one')} error={read.error} retry={() => void read.refetch()} />
  return <LoadedPage key={id} authority={read.data.authority} />
}

function LoadedPage(props: { readonly authority: AuthorityView }): ReactElement {
  const { t } = useTranslation('authorities')
  const { authority } = props
  const { main, rest, dialogs } = useAuthorityActions(authority)
  useOpened('authorities', `/authorities/${authority.id}`, authority.name)
  const awaiting = authority.csr !== null
  return (
    <Page
      title={authority.name}
      aside={<AuthorityMark of={authority} />}
      actions={main}
      menu={<ActionMenu actions={rest} />}
    >
      {authority.notBefore !== null && authority.notAfter !== null && (
        <Box sx={{ maxWidth: 720 }}>
          <ValidityBar notBefore={authority.notBefore} notAfter={authority.notAfter} />
        </Box>
      )}
      {awaiting && (
        <Box sx={{ maxWidth: 720 }}>
          <CsrSection authority={authority} />
        </Box>
      )}
      <Box
        sx={{
          display: 'grid',
          gap: 4,
          gridTemplateColumns: { xs: '1fr', lg: 'minmax(0, 1fr) minmax(0, 1fr)' },
          alignItems: 'start'
        }}
      >
        <Box sx={{ display: 'grid', gap: 4, minWidth: 0 }}>
          <Section title={t('section.identity')}>
            <IdentityFacts authority={authority} />
          </Section>
          {authority.chain.length > 0 && (
            <Section title={t('section.chain')}>
              <ChainView links={rootFirst(authority)} {...hereOf(authority)} />
            </Section>
          )}
        </Box>
        <Box sx={{ display: 'grid', gap: 4 }}>
          <Section title={t('section.crl')}>
            <CrlFacts authority={authority} />
          </Section>
          <Section title={t('section.addresses')} lead={t('section.addressesLead')}>
            <AddressFacts authority={authority} />
          </Section>
          <Section title={t('section.profiles')}>
            <ProfileLinks authority={authority} />
          </Section>
        </Box>
      </Box>
      {authority.earlierCertificates.length > 0 && (
        <Section title={t('section.earlier')} lead={t('section.earlierLead')} flush>
          <QuietTable
            label={t('section.earlier')}
            head={[t('earlier.serial'), t('earlier.state'), t('earlier.from'), t('earlier.until')]}
            rows={authority.earlierCertificates.map((row) => ({
              key: row.id,
              cells: [
                <Link key="link" component={RouterLink} to={`/certificates/${row.id}`}>
                  <Mono value={row.serial} copy={false} />
                </Link>,
                <StateChip key="state" kind="certificate" state={row.state} />,
                <TimeText key="from" at={row.notBefore} precision="day" short />,
                <TimeText key="until" at={row.notAfter} precision="day" />
              ]
            }))}
          />
        </Section>
      )}
      {dialogs}
    </Page>
  )
}

function ProfileLinks(props: { readonly authority: AuthorityView }): ReactElement {
  const { t } = useTranslation('authorities')
  if (props.authority.profiles.length === 0) {
    return <Typography color="text.secondary">{t('profilesNone')}</Typography>
  }
  return (
    <Box component="ul" sx={{ m: 0, pl: 5 }}>
      {props.authority.profiles.map(({ id, name }) => (
        <li key={id}>
          <Link component={RouterLink} to={`/profiles/${id}`}>
            {name}
          </Link>
        </li>
      ))}
    </Box>
  )
}

function hereOf({ certificateId }: AuthorityView): { readonly hereId?: number } {
  return certificateId === null ? {} : { hereId: certificateId }
}

/** @returns the chain from the root down; the engine gives the authority's own certificate first */
export function rootFirst({
  chain,
  certificateId
}: Pick<AuthorityView, 'chain' | 'certificateId'>): AuthorityView['chain'] {
  return chain.length > 1 && chain[0]?.certificateId === certificateId ? [...chain].reverse() : chain
}
