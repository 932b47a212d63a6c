# Primeras páginas: vencimientos, pasos, cifras.

nav-figures = Cifras
work-figure-overdue = atrasados
work-figure-ahead = vencen en una semana
work-figure-decide = por decidir
work-figure-next = próximos pasos
work-figure-others = a la espera de otros
work-figure-orders = pedidos por aprobar
work-figure-contracts = contratos por firmar
work-figure-requests = solicitudes de apoyo
work-figure-incidents = incidentes
contracts-to-sign = Contratos por firmar
contracts-to-sign-none = Ningún contrato espera su firma.
incidents-title = Incidentes
incidents-none = Ningún incidente espera a nadie.
incidents-since = Desde
work-steps = Próximos pasos
due-all = Ver todo
due-none = Nada vence.
due-what = Qué vence
due-of-which = { $count ->
    [0] ninguno atrasado
    [one] { $count } atrasado
    *[other] { $count } atrasados
    }
due-kind-departure = Salida por registrar
due-kind-hand-over = Contrato por entregar
due-kind-arrival = Llegada por confirmar
due-kind-passport = Pasaporte que vence antes de salir
due-kind-medical = Examen médico que vence antes de salir
due-kind-medical-missing = Falta el examen médico
due-kind-visa = Visa que vence antes de salir
due-kind-insurance = Seguro que vence antes de salir
due-kind-certificate = Certificado que vence antes de salir
due-kind-follow-up = Seguimiento
due-kind-plan = Plan por aprobar
due-kind-help = Petición de ayuda por responder
requests-title = Solicitudes de apoyo
requests-asked = Pedido
figures-text = Expedientes sin identidades. Los números menores de cinco se ocultan, y también un segundo donde el primero podría deducirse.
figures-states = Por estado
figures-districts = Por distrito
figures-all = Todos
figures-unknown = desconocido
figures-kept-back = oculto
programme-offices = Atrasos por oficina
programme-office = Oficina
programme-on-time = Ninguna oficina tiene atrasos.
programme-approvals-all = Ver todo lo que espera
programme-median = { $days ->
    [one] Mediana { $days } día (últimos expedientes: { $cases })
    *[other] Mediana { $days } días (últimos expedientes: { $cases })
    }
sessions-today = { $count ->
    [0] Ninguna sesión hoy
    [one] Una sesión hoy
    *[other] { $count } sesiones hoy
    }
sessions-later = Próximas
sessions-open = Abrir la lista
inspection-title = La formación en sus programas
inspection-text = Sesiones, plazas y certificados, sin ningún nombre.
inspection-seats = Plazas ocupadas
inspection-certificates = Certificados
inspection-until = Válido hasta
inspection-valid = válido
inspection-over = vencido
inspection-revoked = revocado
findings-title = Hallazgos
findings-on = Anotado el
findings-noted = Su lectura queda anotada.
findings-earlier = Exámenes anteriores
field-findings = Hallazgos
hint-findings = Solo la función de salud los lee. Los demás ven el resultado y la fecha.
fitness-passed = Apto
fitness-failed = No apto
fitness-pending = No apto por ahora
