import Button from '@mui/material/Button'
import Typography from '@mui/material/Typography'
import { useMemo, type ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { Link as RouterLink } from 'react-router'
import type { ServiceLogLine } from '../../../src-shared/api/services.ts'
import { useMay } from '../../state/session.tsx'
import { ServiceLog, ServiceLogItem, type ServiceLogWords } from '../services/service-log.tsx'
import { refusalKey, remedyTab } from './refusal-words.ts'

/** What a service refused, what that means, and what to do about it. */
export function DeviceLogTab(props: {
  /** As in the log, e.g. `scep:printers`. */
  readonly service: string
  /** Page of the service, where remedies are. */
  readonly to: string
}): ReactElement {
  const { t } = useTranslation('device-services')
  const words = useMemo<ServiceLogWords>(
    () => ({
      list: t('log.list'),
      search: t('log.search'),
      level: t('log.level'),
      from: { info: t('log.from.info'), warn: t('log.from.warn'), error: t('log.from.error') },
      empty: { title: t('log.empty.title'), text: t('log.empty.text') },
      none: { title: t('log.none.title'), text: t('log.none.text') }
    }),
    [t]
  )
  return (
    <ServiceLog service={props.service} words={words} line={(line) => <DeviceLogItem line={line} to={props.to} />} />
  )
}

function DeviceLogItem({ line, to }: { readonly line: ServiceLogLine; readonly to: string }): ReactElement {
  const { t } = useTranslation('device-services')
  const mayEdit = useMay('service.edit')
  const key = refusalKey(line.message)
  const remedy = key === undefined ? undefined : remedyTab(key)
  return (
    <ServiceLogItem
      line={line}
      facts={askedFrom(line.detail)}
      {...(key === undefined
        ? {}
        : {
            meaning: (
              <>
                <Typography sx={{ fontWeight: 600 }}>{t(`refusal.${key}.what`)}</Typography>
                <Typography variant="body2">{t(`refusal.${key}.todo`)}</Typography>
              </>
            )
          })}
      remedy={
        remedy !== undefined && mayEdit ? (
          <Button
            size="small"
            variant="outlined"
            component={RouterLink}
            to={`${to}?tab=${remedy}`}
            sx={{ alignSelf: 'start' }}
          >
            {t(`log.fix.${remedy}`)}
          </Button>
        ) : undefined
      }
    />
  )
}

/** @returns the address that asked, where the line has one */
function askedFrom(detail: unknown): string {
  if (typeof detail !== 'object' || detail === null) return ''
  const found: unknown = Object.entries(detail).find(([name]) => ['client', 'address', 'from'].includes(name))?.[1]
  return typeof found === 'string' ? found : ''
}
