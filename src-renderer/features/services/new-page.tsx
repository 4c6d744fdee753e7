import Typography from '@mui/material/Typography'
import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { useSession } from '../../state/session.tsx'
import { deviceKindIds } from '../../ui/device-services/device-kinds.ts'
import { Page } from '../../ui/layout/page.tsx'
import { ChoiceLinks } from './choice-links.tsx'
import { serviceKinds } from './kinds.ts'

/** The first decision about a new service: what is to get certificates, or which protocol is spoken. */
export function NewServicePage(): ReactElement {
  const { t } = useTranslation('services')
  const { permissions } = useSession().operator
  return (
    <Page title={t('new.title')} lead={t('new.lead')} width="wizard">
      {permissions.includes('service.edit') && (
        <>
          <Typography variant="h3" component="h2" id="by-device">
            {t('new.byDevice')}
          </Typography>
          <ChoiceLinks
            label={t('new.byDevice')}
            columns={3}
            choices={deviceKindIds.map((id) => ({
              id,
              to: `/services/setup?device=${id}`,
              name: t(`device-services:kind.${id}.name`),
              hint: t(`device-services:kind.${id}.hint`)
            }))}
          />
        </>
      )}
      <Typography variant="h3" component="h2" id="by-protocol">
        {t('new.byProtocol')}
      </Typography>
      <ChoiceLinks
        label={t('new.byProtocol')}
        columns={2}
        choices={serviceKinds.flatMap(({ id, icon, label, purpose, create }) =>
          create === undefined || !permissions.includes(create.may)
            ? []
            : [{ id, to: create.to, name: t(label), hint: t(purpose), icon }]
        )}
      />
    </Page>
  )
}
