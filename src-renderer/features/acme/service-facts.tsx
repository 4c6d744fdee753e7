import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { DefinitionList } from '../../ui/display/definition-list.tsx'
import { Mono } from '../../ui/display/mono.tsx'
import { TimeText } from '../../ui/display/time-text.tsx'
import { useLocale } from '../../ui/display/use-locale.ts'
import { ProfileLink } from '../../ui/services/bound-links.tsx'
import { limitNames } from './limit-names.ts'
import type { TabProps } from './service-page.tsx'

/** The rules of a service, in words. */
export function ServiceFacts({ service }: TabProps): ReactElement {
  const { t } = useTranslation('acme')
  const locale = useLocale()
  const { settings } = service
  return (
    <DefinitionList
      termWidth={176}
      items={[
        {
          term: t('field.profile'),
          value: <ProfileLink service={service} />
        },
        { term: t('field.eab'), value: t(`eab.${service.eab}`) },
        { term: t('field.names'), value: t(`names.${settings.names}`) },
        {
          term: t('field.preapproved'),
          value: service.approvedNames.length === 0 ? t('noneApproved') : service.approvedNames.join(', ')
        },
        { term: t('field.challenges'), value: settings.challenges.join(', ') },
        ...(settings.challenges.includes('email-reply-00')
          ? [
              { term: t('field.mailSignature'), value: t(`mailSignature.${settings.mailSignature}`) },
              { term: t('field.mailUnsignedDomains'), value: settings.mailUnsignedDomains.join(', ') }
            ]
          : []),
        ...(settings.challenges.includes('device-attest-01')
          ? [
              {
                term: t('field.attestationFormats'),
                value: settings.attestationFormats.map((format) => t(`attestation.${format}`)).join(', ')
              },
              {
                term: t('field.attestedDevices'),
                value:
                  settings.attestedDevices === 'any'
                    ? t('attestedDevices.any')
                    : t('listed', { count: settings.devices.length })
              },
              ...(settings.attestationRoots.length === 0
                ? []
                : [
                    {
                      term: t('field.attestationRoots'),
                      value: settings.attestationRoots.length.toLocaleString(locale)
                    }
                  ])
            ]
          : []),
        { term: t('field.addresses'), value: t(`addresses.${settings.addresses}`) },
        {
          term: t('field.baseAddress'),
          value: settings.baseAddress === null ? null : <Mono value={settings.baseAddress} grouped={false} />
        },
        { term: t('field.orderDays'), value: t('days', { count: settings.orderDays }) },
        { term: t('field.authorizationDays'), value: t('days', { count: settings.authorizationDays }) },
        { term: t('field.renewAfterPercent'), value: t('percentOfLife', { count: settings.renewAfterPercent }) },
        { term: t('field.termsOfService'), value: settings.termsOfService },
        { term: t('field.website'), value: settings.website },
        ...limitNames.map((name) => ({
          term: t(`limit.${name}`),
          value: settings.limits[name] === 0 ? t('unlimited') : settings.limits[name].toLocaleString(locale)
        })),
        { term: t('field.createdAt'), value: <TimeText at={service.createdAt} /> },
        { term: t('field.updatedAt'), value: <TimeText at={service.updatedAt} /> }
      ]}
    />
  )
}
