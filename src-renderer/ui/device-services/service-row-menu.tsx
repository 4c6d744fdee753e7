import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import type { DeviceProtocol } from '../../../src-shared/api/devices.ts'
import { ActionMenu } from '../action/action-menu.tsx'
import { useServiceActions } from './use-service-actions.tsx'

/** On, off and the rest for one service among others. */
export function ServiceRowMenu(props: {
  readonly protocol: DeviceProtocol
  readonly service: { readonly id: number; readonly name: string; readonly state: 'enabled' | 'disabled' }
}): ReactElement {
  const { t } = useTranslation('device-services')
  const { actions, dialogs } = useServiceActions(props.protocol, props.service, { quiet: true })
  return (
    <>
      <ActionMenu actions={actions} label={t('action.more', { name: props.service.name })} small />
      {dialogs}
    </>
  )
}
