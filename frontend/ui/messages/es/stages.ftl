# Training, placement, figures, and the public page behind a paper's code.

sessions-empty = No hay sesiones previstas para usted.
sessions-what = Sesión
sessions-day = Día
sessions-hours = Horario
sessions-place = Lugar
sessions-attendance = Asistencia
sessions-marked = { $marked } de { $all } anotados
sessions-save = Guardar la asistencia
mark-present = Presente
mark-late = Tarde
mark-absent = Ausente
field-score = Nota
employer-title = { $count ->
    [0] Nada por confirmar
    [one] Un asunto por confirmar
    *[other] { $count } asuntos por confirmar
    }
employer-look = Ver primero
orders-all = Pedidos de personal
orders-empty = Aún no hay pedidos.
orders-occupation = Ocupación
orders-starts = Primer día
orders-places = Plazas
orders-filled = { $filled } de { $all } ocupadas
orders-workplace = Lugar de trabajo
orders-wage = Salario
orders-hours = Horas por semana
pool-text = Las personas se muestran por número. Verá el nombre cuando se acepte una oferta.
pool-empty = Nadie coincide. Pruebe otra habilidad.
mission-title = Pedidos por aprobar
mission-approve = Aprobar el pedido
programme-title = El programa hoy
programme-funnel = Trabajadores por etapa
programme-quota = Cuota
programme-used = { $taken } de { $all }
verify-valid = Este documento es auténtico
verify-valid-text = Lo emitimos y está vigente.
verify-expired = Este documento venció
verify-expired-text = Es auténtico y su último día ya pasó.
verify-superseded = Existe una versión más reciente
verify-superseded-text = Este documento es auténtico, pero fue reemplazado. Pida el nuevo.
verify-void = Este documento está anulado
verify-void-text = Lo emitimos, pero ya no vale.
verify-unknown = No es uno de nuestros documentos
verify-unknown-text = No confíe en él. Avise a la oficina indicada.
verify-kind = Documento
verify-number = Número
verify-initials = Iniciales
verify-issued = Emitido
contract-title = Contrato de trabajo
contract-terms = Condiciones
contract-signatures = Firmas
contract-signed = Firmado el { $date }
contract-unsigned = Aún sin firmar
contract-in-hand = En manos del trabajador
contract-handed = Entregado el { $date }
contract-not-handed = Aún no entregado
contract-hand-by = Entréguelo a más tardar el { $date }; después, la salida tendrá que esperar.
contract-hand-over = El trabajador lo tiene en la mano
contract-language = Idioma del ejemplar del trabajador
contract-departs = Día de salida
contract-show = Leer el contrato
