import type { SvgIconComponent } from '@mui/icons-material'
import Add from '@mui/icons-material/Add'
import Skeleton from '@mui/material/Skeleton'
import type { ReactElement } from 'react'
import { useNavigate } from 'react-router'
import { useMay } from '../../state/session.tsx'
import { EmptyState } from '../display/empty-state.tsx'
import { ErrorView } from '../display/error-view.tsx'
import { ServiceTable, type ServiceLine } from './service-table.tsx'

/** The services of one kind among all: being read, refused, none yet, or the table of them. */
export function ServiceList<Service>(props: {
  readonly label: string
  readonly services: readonly Service[] | undefined
  readonly error: unknown
  readonly retry: () => void
  /** What stands where there is none. */
  readonly empty: {
    readonly icon: SvgIconComponent
    readonly title: string
    readonly text: string
    readonly action: string
    readonly to: string
  }
  readonly line: (service: Service) => ServiceLine
}): ReactElement {
  const navigate = useNavigate()
  const mayEdit = useMay('service.edit')
  const { services, error, retry, empty } = props
  if (services === undefined) {
    return error === null ? <Skeleton variant="rounded" height={120} /> : <ErrorView error={error} onRetry={retry} />
  }
  if (services.length === 0) {
    const create = { id: empty.to, label: empty.action, icon: Add, run: () => void navigate(empty.to) }
    return <EmptyState icon={empty.icon} title={empty.title} text={empty.text} action={mayEdit ? create : undefined} />
  }
  return <ServiceTable label={props.label} lines={services.map(props.line)} />
}
