import type { ReactElement } from 'react'
import { useNavigate } from 'react-router'
import type { RequestView } from '../../../src-shared/api/requests.ts'
import type { RequestRow } from '../../../src-shared/model/request.ts'
import { useRead } from '../../live.ts'
import { RowMenu, type RowMenuProps } from '../../ui/action/row-menu.tsx'
import { requestName } from './request-columns.tsx'
import { useRequestActions } from './use-request-actions.tsx'

/** The menu of a row of the queue: what the sheet and the page of the request offer. */
export function RequestRowMenu(props: RowMenuProps & { readonly row: RequestRow }): ReactElement {
  const { row, ...menu } = props
  const navigate = useNavigate()
  const read = useRead('request.show', { id: row.id })
  const about = { ...menu, name: requestName(row), onOpen: () => void navigate(`/requests/${row.id}`) }
  return read.data === undefined ? (
    <RowMenu {...about} actions={undefined} error={read.error} />
  ) : (
    <LoadedMenu {...about} request={read.data.request} />
  )
}

function LoadedMenu(
  props: RowMenuProps & { readonly name: string; readonly onOpen: () => void; readonly request: RequestView }
): ReactElement {
  const { request, ...about } = props
  const { main, rest, dialogs } = useRequestActions(request, undefined, undefined, false)
  return (
    <>
      <RowMenu {...about} actions={[...main, ...rest]} />
      {dialogs}
    </>
  )
}
