import Link from '@mui/material/Link'
import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { Link as RouterLink } from 'react-router'
import type { MirrorView } from '../../../src-shared/api/air-gap.ts'
import { QuietTable } from '../../ui/display/quiet-table.tsx'
import { TimeText } from '../../ui/display/time-text.tsx'
import { Section } from '../../ui/layout/section.tsx'

/** The roots that are mirrored here, and how far their CRLs reach. */
export function MirrorSection(props: { readonly mirrors: readonly MirrorView[] }): ReactElement {
  const { t } = useTranslation('air-gap')
  return (
    <Section title={t('mirrors.title')} lead={t('mirrors.lead')} flush>
      <QuietTable
        label={t('mirrors.title')}
        head={[
          t('mirrors.name'),
          t('mirrors.kept'),
          t('mirrors.waiting'),
          t('mirrors.next'),
          t('mirrors.covered'),
          t('mirrors.updated')
        ]}
        rows={props.mirrors.map((mirror) => ({
          key: mirror.authorityId,
          cells: [
            <Link key="name" component={RouterLink} to={`/authorities/${mirror.authorityId}`}>
              {mirror.name}
            </Link>,
            mirror.peerName,
            <Link key="waiting" component={RouterLink} to={`/publication?authority=${mirror.authorityId}`}>
              {mirror.waiting}
            </Link>,
            <TimeText key="next" at={mirror.nextRelease} precision="day" short />,
            <TimeText key="covered" at={mirror.covered} precision="day" short />,
            <TimeText key="updated" at={mirror.updatedAt} precision="day" short />
          ]
        }))}
      />
    </Section>
  )
}
