import Typography from '@mui/material/Typography'
import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import type { OcspService } from '../../../src-shared/api/ocsp.ts'
import { LinkFor } from '../../ui/display/link-for.tsx'
import { QuietTable } from '../../ui/display/quiet-table.tsx'
import { StateChip } from '../../ui/display/state-chip.tsx'
import { TimeText } from '../../ui/display/time-text.tsx'
import { Section } from '../../ui/layout/section.tsx'

/** Every certificate that the responder had: which signs now, when it rolls over, and what those before are still good for. */
export function ResponderHistory({ service }: { readonly service: OcspService }): ReactElement {
  const { t } = useTranslation('ocsp')
  const { responders, responder } = service
  return (
    <Section title={t('history.title')} lead={t('history.lead')} flush>
      {responders.length === 0 ? (
        <Typography color="textSecondary" sx={{ px: 4, pb: 4 }}>
          {t('history.none')}
        </Typography>
      ) : (
        <QuietTable
          label={t('history.title')}
          head={[t('history.certificate'), t('history.state'), t('history.from'), t('notAfter'), t('renewAt')]}
          rows={responders.map(({ certificateId, notBefore, notAfter, state, signs }) => ({
            key: certificateId,
            cells: [
              <LinkFor key="id" may="certificate.read" to={`/certificates/${certificateId}`}>
                {t('certificateNumber', { id: certificateId })}
              </LinkFor>,
              signs ? (
                <StateChip key="state" kind="certificate" state={state} label={t('history.signs')} />
              ) : (
                <StateChip
                  key="state"
                  kind="certificate"
                  state={state === 'active' ? 'expired' : state}
                  {...(state === 'active' ? { label: t('history.before') } : {})}
                />
              ),
              <TimeText key="from" at={notBefore} precision="day" short />,
              <TimeText key="until" at={notAfter} precision="day" short />,
              signs && responder !== null && responder.renewAt !== null ? (
                <TimeText key="renew" at={responder.renewAt} precision="day" short />
              ) : (
                ''
              )
            ]
          }))}
        />
      )}
    </Section>
  )
}
